package org.waymark.query.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What a browser has to fetch for a long board. */
class BoardSizeTest extends PagesOverHttp {

    private static final int MOST = 150_000;

    @Test
    void five_hundred_actions_are_one_page_of_less_than_150_kilobytes() throws Exception {
        HttpResponse<byte[]> page = Visitor.as("u-mary").zipped("/plans/five-hundred");

        assertThat(page.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(page.body().length).isLessThan(MOST);
        String board = new String(new GZIPInputStream(new ByteArrayInputStream(page.body())).readAllBytes(), UTF_8);
        assertThat(board.split("href=\"/actions/a-f", -1)).as("actions shown").hasSize(500 + 1);
        assertThat(board).doesNotContain("wm-pages");
    }
}
