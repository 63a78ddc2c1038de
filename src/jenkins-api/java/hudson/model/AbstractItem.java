package hudson.model;

import hudson.security.AccessControlled;

public abstract class AbstractItem extends Actionable implements Item, AccessControlled {
    protected AbstractItem(ItemGroup parent, String name) {}

    @Override
    public final String getFullName() {
        throw new UnsupportedOperationException();
    }
}
