package io.kontor.testkit.storm;

/** What must be true of a shop, whatever happened to it, once it has come to rest. */
public enum Invariant {
    ACKNOWLEDGED(
            "Every acknowledged order is there once, with the lines, the total and the standing that were acknowledged"),
    ONE_EFFECT("One idempotency key made one order, and every order has its one key"),
    STOCK(
            "Sold + reserved + free = received per SKU and place, none negative; each balance is the sum of its movements"),
    HELD("What live orders wait for is set aside for them once, and nothing is for the others"),
    MONEY(
            "Captured less refunded = what is settled of the orders that stand less what after-sales gave back, and no sister pays for another"),
    SUMS("Order lines + delivery = totals to the minor unit"),
    OUTBOX("Everything told was handled, and everything that happened was told once"),
    HOLDS("No hold and no unpaid order is older than its limit + 60 s"),
    DATABASE_LOG("The database's log tells of no deadlock, no panic and no damaged page"),
    ANSWERS("No buyer was answered with a defect (500)"),
    SERVING_AGAIN("The shop sold again within 15 s of its death, within 30 s of its database's");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
