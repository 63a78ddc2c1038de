package io.jenkins.plugins.aps.jenkins.steps;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/** What a restart keeps of an object. */
public final class Serialized {
    private Serialized() {}

    public static byte[] of(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // what we have just written
    public static <T> T back(byte[] bytes) throws IOException, ClassNotFoundException {
        try (var in = new AnyJenkins(bytes)) {
            return (T) in.readObject();
        }
    }

    /** Jenkins's own classes are of no version here: our signatures of them have none. */
    private static final class AnyJenkins extends ObjectInputStream {
        AnyJenkins(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        protected ObjectStreamClass readClassDescriptor() throws IOException, ClassNotFoundException {
            var read = super.readClassDescriptor();
            return read.getName().startsWith("org.jenkinsci.")
                    ? ObjectStreamClass.lookup(Class.forName(read.getName()))
                    : read;
        }
    }
}
