package org.liuhen.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liuhen.database.Patience;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;

/** A network that has spent its budget keeps nobody else waiting, however many wait there. */
class CrowdTest {
    private static final int AT_ONCE = Runtime.getRuntime().availableProcessors();
    private static final int QUEUED = 20;
    private static final String CROWD = "203.0.113.9";

    private final Running service = Running.shared();
    private final SignInBackOff backOff = new SignInBackOff();
    private final AtomicInteger looked = new AtomicInteger();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch others = new CountDownLatch(1);
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> crowd = new ArrayList<>();

    private final SignIn signIn =
            new SignIn(
                    authentication -> {
                        look(authentication.getName());
                        throw new BadCredentialsException("wrong");
                    },
                    service.bean(Accounts.class),
                    backOff,
                    service.bean(KnownBrowsers.class));

    @AfterEach
    void goOn() throws InterruptedException {
        over.set(true);
        first.countDown();
        others.countDown();
        for (Thread each : crowd) {
            each.join();
        }
    }

    @Test
    void attemptsThatQueuedBeforeTheBudgetWasSpentLetOthersPass() {
        IntStream.range(0, AT_ONCE).forEach(n -> begin("crowd" + n));
        await().until(() -> looked.get() == AT_ONCE);
        IntStream.range(0, QUEUED).forEach(n -> begin("queued" + n));
        await().until(() -> crowd.stream().allMatch(CrowdTest::isWaiting));
        CompletableFuture<ProblemCode> neighbour = new CompletableFuture<>();
        crowd.add(
                Thread.startVirtualThread(
                        () -> neighbour.complete(answer("neighbour", "198.51.100.7"))));
        await().until(() -> crowd.stream().allMatch(CrowdTest::isWaiting));
        AtomicBoolean spent = new AtomicBoolean();
        crowd.add(Thread.ofPlatform().daemon().start(() -> spend(spent)));
        await().untilTrue(spent);
        first.countDown();
        assertThat(neighbour.orTimeout(Patience.LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS).join())
                .isEqualTo(ProblemCode.NOT_SIGNED_IN);
    }

    private void begin(String name) {
        crowd.add(Thread.startVirtualThread(() -> answer(name, CROWD)));
    }

    private ProblemCode answer(String name, String from) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/session");
        request.setRemoteAddr(from);
        try {
            signIn.check(request, name, "wrong");
            return ProblemCode.INTERNAL;
        } catch (Problem refused) {
            return refused.code();
        }
    }

    /** All that the network may fail, for as long as it goes on. */
    private void spend(AtomicBoolean spent) {
        for (int n = 0; !over.get(); n++) {
            SignInBackOff.Attempt attempt = new SignInBackOff.Attempt("spent" + n, CROWD, null);
            backOff.attempt(attempt);
            if (backOff.isCrowded(attempt)) {
                spent.set(true);
            }
        }
    }

    /** Of the crowd some are looked at without end. */
    private void look(String name) {
        int before = looked.getAndIncrement();
        if (name.equals("neighbour")) {
            return;
        }
        try {
            (before < AT_ONCE ? first : others).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING;
    }
}
