package org.waymark.command.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads no more of a request than a plan can need, so that nobody can fill the memory of the service. Ends the reading with
 * a problem, whatever length the request announced.
 */
final class BodyLimit extends OncePerRequestFilter {

    /** Bytes of a command or of an entry in the directory. */
    static final long COMMAND = 1_000_000;

    /** Bytes of a batch of mails on record; one about three hundred actions has 40,000, and fifty go together. */
    static final long MAILS = 12_000_000;

    /** Bytes of a file to be imported; the largest table of a real plan has 60,000. */
    static final long FILE = 5_000_000;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Limited(request, limit(request.getRequestURI())), response);
    }

    private static long limit(String uri) {
        return uri.startsWith("/api/imports") ? FILE : uri.startsWith("/api/commands/mails") ? MAILS : COMMAND;
    }

    private static ProblemException tooLarge(long limit) {
        return limit == FILE
                ? ProblemType.TOO_LARGE.saying("request.file-is-too-large")
                : ProblemType.TOO_LARGE.saying("request.is-too-large", limit / 1_000_000);
    }

    private static final class Limited extends HttpServletRequestWrapper {

        private final long limit;

        Limited(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (getContentLengthLong() > limit) {
                throw tooLarge(limit);
            }
            return new Counted(super.getInputStream(), limit);
        }
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private final long limit;
        private long read;

        Counted(ServletInputStream body, long limit) {
            this.body = body;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int one = body.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int some = body.read(bytes, from, length);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int some) {
            read += some;
            if (read > limit) {
                throw tooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
