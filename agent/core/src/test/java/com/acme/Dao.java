package com.acme;

/** Calls that wait for something only their author knows. */
final class Dao {
    private Dao() {}

    static String findByName(String name, long millis) throws InterruptedException {
        await(millis);
        return name;
    }

    static long findById(int id, long millis) throws InterruptedException {
        await(millis);
        return id;
    }

    static void findAny(Object criteria, long millis) {
        try {
            await(millis);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
        throw new UnsupportedOperationException(String.valueOf(criteria != null));
    }

    static double store(double value, long millis) throws InterruptedException {
        await(millis);
        return value;
    }

    private static void await(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
