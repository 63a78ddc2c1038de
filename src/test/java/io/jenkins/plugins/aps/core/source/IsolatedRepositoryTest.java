package io.jenkins.plugins.aps.core.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.internal.storage.pack.DeltaEncoder;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedRepositoryTest {
    private static final int BLOB = 3;
    private static final int OFS_DELTA = 6;

    @TempDir
    Path temp;

    @Test
    void aFewBytesThatUnfoldToHundredsOfMegabytesAreRefusedBeforeTheyUnfold() throws Exception {
        var base = new byte[60_000];
        var delta = new ByteArrayOutputStream();
        var encoder = new DeltaEncoder(delta, base.length, 300_000_000);
        for (int i = 0; i < 300_000_000 / base.length; i++) {
            encoder.copy(0, base.length);
        }
        try (var repository = new IsolatedRepository(temp.resolve("clone.git").toFile())) {
            repository.create(true);
            try (var inserter = repository.newObjectInserter()) {
                var parser = inserter.newPackParser(new ByteArrayInputStream(pack(base, delta.toByteArray())));
                assertThatThrownBy(() -> parser.parse(NullProgressMonitor.INSTANCE))
                        .isInstanceOf(TooLargeObjectInPackException.class);
            }
        }
    }

    /** A pack of a blob and of a delta upon it. */
    private static byte[] pack(byte[] base, byte[] delta) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeBytes("PACK");
        out.writeInt(2);
        out.writeInt(2);
        int begin = bytes.size();
        head(out, BLOB, base.length);
        deflate(out, base);
        int back = bytes.size() - begin;
        head(out, OFS_DELTA, delta.length);
        if (back > 0x7f) {
            out.write(0x80 | ((back >> 7) - 1));
        }
        out.write(back & 0x7f);
        deflate(out, delta);
        out.write(MessageDigest.getInstance("SHA-1").digest(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    private static void head(DataOutputStream out, int type, int size) throws Exception {
        int rest = size >> 4;
        out.write((rest > 0 ? 0x80 : 0) | type << 4 | size & 0x0f);
        for (; rest > 0; rest >>= 7) {
            out.write((rest > 0x7f ? 0x80 : 0) | rest & 0x7f);
        }
    }

    private static void deflate(DataOutputStream out, byte[] bytes) throws Exception {
        var deflater = new DeflaterOutputStream(out);
        deflater.write(bytes);
        deflater.finish();
    }
}
