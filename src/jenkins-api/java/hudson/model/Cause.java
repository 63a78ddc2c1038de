package hudson.model;

import java.util.List;

public abstract class Cause {
    public Cause() {}

    public abstract String getShortDescription();

    public static class UserIdCause extends Cause {
        public UserIdCause(String userId) {}

        public String getUserId() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }
    }

    public static class UpstreamCause extends Cause {
        public UpstreamCause(Run<?, ?> up) {}

        public String getUpstreamProject() {
            throw new UnsupportedOperationException();
        }

        public int getUpstreamBuild() {
            throw new UnsupportedOperationException();
        }

        public List<Cause> getUpstreamCauses() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public static class DeeplyNestedUpstreamCause extends Cause {
            public DeeplyNestedUpstreamCause() {}

            @Override
            public String getShortDescription() {
                throw new UnsupportedOperationException();
            }
        }
    }

    @Deprecated
    public static class UserCause extends Cause {
        public UserCause() {}

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }
    }
}
