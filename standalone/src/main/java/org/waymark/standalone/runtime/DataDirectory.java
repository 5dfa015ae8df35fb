package org.waymark.standalone.runtime;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.waymark.eventstore.embedded.DataDirectoryInUse;
import org.waymark.eventstore.embedded.EmbeddedMongo;

/**
 * The directory in which {@code serve} keeps everything: the database's file and the secret that signs tokens. One
 * program at a time uses it; the database's own lock sees to that.
 */
public final class DataDirectory {

    private static final String DATABASE = "waymark.mv.db";
    private static final int SECRET_BYTES = 48;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path directory;

    private DataDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * The directory, made where it does not exist yet.
     *
     * @throws Failure when it cannot be used
     */
    public static DataDirectory at(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException file) {
            throw new Failure("%s is a file. Name a directory with --data.".formatted(directory), file);
        } catch (IOException unusable) {
            throw new Failure(
                    "The directory %s cannot be made. Name another with --data.".formatted(directory), unusable);
        }
        return usable(directory);
    }

    /**
     * A directory that holds a log already.
     *
     * @throws Failure when there is none, or it cannot be used
     */
    public static DataDirectory existing(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new Failure("There is no directory %s. Name the data directory with --data.".formatted(directory));
        }
        DataDirectory found = usable(directory);
        if (!Files.exists(directory.resolve(DATABASE))) {
            throw new Failure("%s holds no log. Name the data directory of 'serve' with --data.".formatted(directory));
        }
        return found;
    }

    private static DataDirectory usable(Path directory) {
        if (!Files.isReadable(directory) || !Files.isWritable(directory) || !Files.isExecutable(directory)) {
            throw new Failure(
                    "The directory %s cannot be read and written. Check its permissions, or name another with --data."
                            .formatted(directory));
        }
        return new DataDirectory(directory);
    }

    /**
     * Starts the database on this directory.
     *
     * @throws Failure when another program uses the directory, or its file cannot be read
     */
    public EmbeddedMongo database() {
        try {
            return EmbeddedMongo.onDisk(directory);
        } catch (DataDirectoryInUse inUse) {
            throw new Failure(
                    "The directory %s is in use by another Waymark. Stop that one first, or name another with --data."
                            .formatted(directory),
                    inUse);
        } catch (RuntimeException unreadable) {
            throw new Failure(
                    "The database in %s cannot be opened: %s".formatted(directory, unreadable.getMessage()),
                    unreadable);
        }
    }

    /** The secret that signs tokens; made at the first call, and readable by the owner only. */
    public String identitySecret() {
        Path file = directory.resolve("identity-secret");
        try {
            if (!Files.exists(file)) {
                Path draft = directory.resolve("identity-secret.new");
                Files.deleteIfExists(draft);
                Files.createFile(draft, ownerOnly());
                Files.writeString(draft, newSecret());
                Files.move(draft, file);
            }
            return Files.readString(file).strip();
        } catch (IOException unusable) {
            throw new Failure(
                    "The file %s cannot be read and written. Check its permissions.".formatted(file), unusable);
        }
    }

    private FileAttribute<?>[] ownerOnly() throws IOException {
        return Files.getFileStore(directory).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    /** A secret that nobody can guess. */
    public static String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
