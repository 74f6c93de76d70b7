package dev.holdup.bench.capture;

/**
 * The client alone, for trials by hand: {@code ClientMain <workload> <port> <seconds>} drives a
 * {@link ServerMain} that runs elsewhere, checks every answer and prints how many there were.
 */
public final class ClientMain {

    private ClientMain() {}

    @PrintsToConsole
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("usage: ClientMain <workload> <port> <seconds>");
            System.exit(2);
        }
        Workload workload = Workloads.named(arguments[0]);
        Load load = Load.start(workload, Integer.parseInt(arguments[1]));
        load.awaitFirstAnswer();
        Thread.sleep(1000L * Integer.parseInt(arguments[2]));
        load.finish();
        System.out.println(load.operations() + " answers");
    }
}
