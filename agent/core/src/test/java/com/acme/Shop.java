package com.acme;

/** Uses the data access object. */
public final class Shop {
    private Shop() {}

    /** One call of each kind; the criteria's text must not be asked for. */
    public static void main(String[] arguments) throws InterruptedException {
        Dao.findByName("Ada", 30);
        Dao.findByName("too short to tell", 1);
        Dao.findById(42, 30);
        try {
            Dao.findAny(new Criteria(), 30);
        } catch (UnsupportedOperationException expected) {
            System.out.println("failed=true");
        }
        Dao.store(1.5, 30);
    }

    /** Has a method that a probe must not call. */
    private static final class Criteria {
        @Override
        public String toString() {
            System.out.println("asked=true");
            return "";
        }
    }
}
