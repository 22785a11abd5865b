package io.kontor.testkit.storm;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** What the nemesis does to a shop. Afterwards everything runs again, but for what has to come up by itself. */
enum Blow {
    KILL_APPLICATION("kill the application") {
        @Override
        void strike(Ground ground, Random random) {
            ground.killApplication();
            ground.startApplication();
        }
    },
    KILL_DATABASE("kill the database") {
        @Override
        void strike(Ground ground, Random random) {
            ground.killDatabase();
        }
    },
    PAUSE_APPLICATION("pause the application") {
        @Override
        void strike(Ground ground, Random random) {
            ground.pauseApplication(time(random));
        }
    },
    PAUSE_DATABASE("pause the database") {
        @Override
        void strike(Ground ground, Random random) {
            ground.pauseDatabase(time(random));
        }
    },
    CUT_DATABASE("cut the database's connections") {
        @Override
        void strike(Ground ground, Random random) {
            ground.databaseWire().cut();
        }
    },
    DELAY_DATABASE("delay the database") {
        @Override
        void strike(Ground ground, Random random) {
            during(
                    () -> ground.databaseWire().delay(Duration.ofMillis(5 + random.nextInt(40))),
                    time(random),
                    () -> ground.databaseWire().delay(Duration.ZERO));
        }
    },
    CUT_BUYERS("cut the buyers' connections") {
        @Override
        void strike(Ground ground, Random random) {
            ground.shopWire().cut();
        }
    },
    LOSE_ANSWERS("lose the answers") {
        @Override
        void strike(Ground ground, Random random) {
            during(
                    () -> ground.shopWire().losesAnswers(true),
                    time(random),
                    () -> ground.shopWire().losesAnswers(false));
        }
    };

    private final String words;

    Blow(String words) {
        this.words = words;
    }

    abstract void strike(Ground ground, Random random);

    String words() {
        return words;
    }

    boolean kills() {
        return this == KILL_APPLICATION || this == KILL_DATABASE;
    }

    /** How soon the shop must sell again. */
    Duration limit() {
        return Duration.ofSeconds(this == KILL_DATABASE ? 30 : 15);
    }

    private static Duration time(Random random) {
        return Duration.ofMillis(300 + random.nextInt(1_700));
    }

    private static void during(Runnable begin, Duration time, Runnable end) {
        begin.run();
        try {
            LockSupport.parkNanos(time.toNanos());
        } finally {
            end.run();
        }
    }
}
