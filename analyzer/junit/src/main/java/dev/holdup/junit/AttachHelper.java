package dev.holdup.junit;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;

/**
 * Loads the agent into the JVM of the tests. Runs in a process of its own: a JVM does not let
 * itself be attached to from within.
 */
final class AttachHelper {
    private AttachHelper() {}

    /** Process id, agent jar, options. */
    public static void main(String[] arguments)
            throws AttachNotSupportedException,
                    IOException,
                    AgentLoadException,
                    AgentInitializationException {
        VirtualMachine machine = VirtualMachine.attach(arguments[0]);
        try {
            machine.loadAgent(arguments[1], arguments[2]);
        } finally {
            machine.detach();
        }
    }
}
