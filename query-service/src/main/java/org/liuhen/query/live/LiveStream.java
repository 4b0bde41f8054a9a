package org.liuhen.query.live;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Person;

/**
 * One reader's stream: what they have yet to be told. It holds each report once, and where there
 * are too many of them only that everything is to be read anew, so that a slow reader costs nothing
 * more.
 */
final class LiveStream {
    static final int MOST = 200;

    private final Person person;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Long> moved = new LinkedHashMap<>();
    private boolean all;
    private boolean inbox;
    private boolean over;
    private @Nullable Position at;

    LiveStream(Person person) {
        this.person = person;
    }

    Person person() {
        return person;
    }

    /** Tells what concerns this reader. */
    void tell(Position position, List<Moved> news) {
        change(() -> {
            for (Moved each : news) {
                if (each.isSeenBy(person)) {
                    moved.merge(each.reportId(), each.version(), Math::max);
                } else if (each.mayAsk(person)) {
                    inbox = true;
                }
            }
            if (moved.size() > MOST) {
                all = true;
            }
            reach(position);
        });
    }

    /** Tells that everything is to be read anew. */
    void tellAll(Position position) {
        change(() -> {
            all = true;
            reach(position);
        });
    }

    void end() {
        change(() -> over = true);
    }

    private void reach(Position position) {
        at = at == null ? position : at.or(position);
        if (all) {
            moved.clear();
            inbox = false;
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for something to tell, or for the time of a sign of life.
     *
     * @return absent where the stream is over
     */
    @Nullable News await(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!over && !all && !inbox && moved.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return over ? null : taken();
        } finally {
            lock.unlock();
        }
    }

    private News taken() {
        News news = new News(all, inbox, new LinkedHashMap<>(moved), at);
        moved.clear();
        all = false;
        inbox = false;
        return news;
    }
}
