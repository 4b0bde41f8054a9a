package org.liuhen.query.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.query.Arrivals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for all streams of this instance at once what has moved: as soon as a reader says so here
 * or at another instance, and every second in case nobody did. Ends with the streams before the
 * server waits for its requests.
 */
@Component
class Watch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOK_WITHOUT_READERS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final Movements movements;
    private final LiveSettings settings;
    private final Set<LiveStream> streams = ConcurrentHashMap.newKeySet();
    private final Recent recent = new Recent();
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean running;
    private Map<String, Long> told = new HashMap<>();
    private @Nullable Position at;

    Watch(Movements movements, LiveSettings settings, Arrivals arrivals, MeterRegistry meters) {
        this.movements = movements;
        this.settings = settings;
        arrivals.watch(this::ring);
        Gauge.builder("liuhen.live.streams", streams, Set::size)
                .description("streams of what moves that are open")
                .register(meters);
    }

    /** Somebody comes. */
    synchronized void join(LiveStream stream) {
        long own = streams.stream().filter(each -> isOfSame(each, stream)).count();
        if (own >= settings.perPerson()) {
            throw Problem.of(ProblemCode.TOO_MANY_REQUESTS, "您同时打开的窗口太多，这个窗口不能实时更新。请关闭不用的窗口，或手动刷新。")
                    .retryAfter(RETRY);
        }
        if (!running || streams.size() >= settings.inAll()) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "实时更新暂时不可用，请稍后重试；其他功能不受影响。")
                    .retryAfter(RETRY);
        }
        streams.add(stream);
        ring();
    }

    private static boolean isOfSame(LiveStream one, LiveStream other) {
        return one.person().id().equals(other.person().id());
    }

    /**
     * Tells a stream that has joined what moved before.
     *
     * @param last how far its reader was told; absent where they were not yet
     */
    void catchUp(LiveStream stream, @Nullable String last) {
        Optional<Position> from =
                last == null || last.isBlank()
                        ? recent.earlier(System.nanoTime())
                        : Position.read(last);
        Position now = movements.now();
        if (from.isEmpty() || !from.get().leadsTo(now)) {
            stream.tellAll(now);
            return;
        }
        Look look = movements.since(from.get(), LiveStream.MOST + 1);
        if (look.moved().size() > LiveStream.MOST) {
            stream.tellAll(look.at());
        } else {
            stream.tell(look.at(), look.moved());
        }
    }

    void leave(LiveStream stream) {
        streams.remove(stream);
    }

    private void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("live").daemon().start(this::watch);
    }

    private void watch() {
        try {
            while (running) {
                try {
                    look();
                } catch (RuntimeException e) {
                    LOG.debug("what moved cannot be looked for", e);
                }
                Duration longest = streams.isEmpty() ? LOOK_WITHOUT_READERS : LOOK_AGAIN;
                if (bell.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                    TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
                    bell.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        if (at == null || streams.isEmpty()) {
            at = movements.now();
            told = new HashMap<>();
        } else {
            Look look = movements.since(at, Integer.MAX_VALUE);
            List<Moved> news = look.moved().stream().filter(each -> !isTold(each)).toList();
            streams.forEach(stream -> stream.tell(look.at(), news));
            told = new HashMap<>();
            look.moved().forEach(each -> told.put(each.reportId(), each.version()));
            at = look.at();
        }
        recent.note(at, System.nanoTime());
    }

    private boolean isTold(Moved each) {
        Long version = told.get(each.reportId());
        return version != null && version == each.version();
    }

    @Override
    public synchronized void stop() {
        running = false;
        ring();
        streams.forEach(LiveStream::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
