package org.liuhen.witness;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.VerifierKey;
import picocli.CommandLine;

/** The command line of a witness. Exit codes: 0 cosigned, 1 refused, 2 could not look. */
@CommandLine.Command(
        name = "witness",
        mixinStandardHelpOptions = true,
        version = "Liuhen witness 1",
        description = {
            "见证方：记住见过的最后一个检查点，只联署在它之上只增不改的。",
            "A witness: cosigns only what extends what it saw before."
        },
        subcommands = {Witness.Init.class, Witness.Look.class})
public final class Witness {
    static final int COSIGNED = 0;
    static final int REFUSED = 1;
    static final int UNUSABLE = 2;

    private Witness() {}

    /** Ends the process with the exit code. */
    public static void main(String[] arguments) {
        System.exit(run(new PrintWriter(System.out, true, StandardCharsets.UTF_8), arguments));
    }

    /** Does what the command line says and returns the exit code. */
    public static int run(PrintWriter out, String... arguments) {
        return new CommandLine(new Witness())
                .setOut(out)
                .setErr(out)
                .setExecutionExceptionHandler((e, line, _) -> {
                    line.getErr().println("没有做成 / not done: " + e.getMessage());
                    return UNUSABLE;
                })
                .execute(arguments);
    }

    /** Makes a key. */
    @CommandLine.Command(
            name = "init",
            description = "生成本机构的密钥，打印须交给日志主管单位登记的公钥 / make this witness's key")
    static final class Init implements Callable<Integer> {
        @CommandLine.Parameters(index = "0", description = "存放目录 / directory")
        private Path directory = Path.of(".");

        @CommandLine.Parameters(
                index = "1",
                description = "机构名称，如 audit.jiangmen.example / name of the witness")
        private String name = "";

        @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            VerifierKey key = new Memory(directory).create(name);
            PrintWriter out = out(spec);
            out.println(key);
            out.println("指纹 / fingerprint SHA-256 " + key.fingerprint());
            return COSIGNED;
        }
    }

    /** Looks at the log, once or again and again. */
    @CommandLine.Command(
            name = "look",
            description = "取最新检查点，核对后联署；拒绝时退出码为1 / fetch, check, cosign")
    static final class Look implements Callable<Integer> {
        @CommandLine.Parameters(index = "0", description = "存放目录 / directory")
        private Path directory = Path.of(".");

        @CommandLine.Option(
                names = "--log",
                required = true,
                description = "日志的地址，如 https://liuhen.example / address")
        private @Nullable URI log;

        @CommandLine.Option(
                names = "--key",
                required = true,
                description = "日志的公钥（vkey 一行），须由可靠途径取得 / the log's key")
        private @Nullable String key;

        @CommandLine.Option(
                names = "--every",
                paramLabel = "SECONDS",
                description = "每隔若干秒一次，不给则只一次 / again and again")
        private int every;

        @CommandLine.Option(
                names = "--first",
                description = "确实从未见过这个日志（last-checkpoint 不在时） / nothing was seen before")
        private boolean first;

        @CommandLine.Option(
                names = "--accept-successor",
                description = "本机构已决定：日志换了以后继续为新日志联署 / go on with the log that began after")
        private boolean acceptsSuccessor;

        @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

        @Override
        public Integer call() throws InterruptedException {
            if (log == null || key == null) {
                throw new IllegalStateException("required by picocli");
            }
            LogAddress address = new LogAddress(log);
            VerifierKey trusted = VerifierKey.parse(key.strip());
            Memory memory = new Memory(directory);
            if (!memory.isThere()) {
                out(spec)
                        .println(
                                "%s 中没有密钥，请先运行 init / no key there, run init first"
                                        .formatted(directory));
                return UNUSABLE;
            }
            Clock clock = Clock.systemUTC();
            Observation again =
                    new Observation(address, trusted, memory, clock, false, acceptsSuccessor);
            Observation begin =
                    new Observation(address, trusted, memory, clock, first, acceptsSuccessor);
            int code = once(begin, out(spec));
            boolean hasSeen = code == COSIGNED;
            while (every > 0 && code != REFUSED) {
                Thread.sleep(every * 1000L);
                code = once(hasSeen ? again : begin, out(spec));
                hasSeen |= code == COSIGNED;
            }
            return code;
        }

        private static int once(Observation observation, PrintWriter out) {
            try {
                Checkpoint seen = observation.look();
                out.println("已联署 / cosigned: %d %s".formatted(seen.size(), seen.root()));
                return COSIGNED;
            } catch (Refusal e) {
                out.println("!!! 拒绝联署 / REFUSED !!!");
                out.println(e.getMessage());
                out.println("请立即告知财政、审计和人大 / tell the other institutions at once");
                return REFUSED;
            } catch (Malformed e) {
                out.println("没有做成 / not done: " + e.in(Locale.CHINESE) + " / " + e.getMessage());
                return UNUSABLE;
            } catch (IOException e) {
                out.println("没有做成 / not done: " + e.getMessage());
                return UNUSABLE;
            }
        }
    }

    private static PrintWriter out(CommandLine.Model.@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return spec.commandLine().getOut();
    }
}
