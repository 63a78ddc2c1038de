package io.jenkins.plugins.aps.controlplane;

/** A Java program that starts a control plane and ends as if it crashed: no code of it runs any more. */
final class CrashingHost {
    private CrashingHost() {}

    /** Prints the ids of the processes that it started, one a line. */
    public static void main(String[] arguments) throws Exception {
        var plane = ControlPlane.start();
        System.out.println(plane.process().pid());
        plane.process().descendants().map(ProcessHandle::pid).forEach(System.out::println);
        System.out.flush();
        Runtime.getRuntime().halt(1);
    }
}
