package org.liuhen.verifier;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.PackageReader;
import org.liuhen.seal.Policy;
import org.liuhen.seal.ProofPackage;
import org.liuhen.verifier.views.ViewsCheck;
import picocli.CommandLine;

/**
 * The command line: packages, or a database. Exit codes: 0 all holds, 1 something does not, 2
 * unusable, 3 all holds but too few witnesses have cosigned yet.
 */
@CommandLine.Command(
        name = "verifier",
        mixinStandardHelpOptions = true,
        version = "Liuhen verifier 1",
        resourceBundle = "org.liuhen.verifier.help",
        exitCodeOnInvalidInput = Verify.UNUSABLE,
        exitCodeOnExecutionException = Verify.UNUSABLE)
public final class Verify implements Callable<Integer> {
    static final int ALL_HOLDS = 0;
    static final int SOMETHING_DOES_NOT = 1;
    static final int UNUSABLE = 2;
    static final int NOT_YET_COSIGNED = 3;
    private static final long LONGEST_TEXT = 1 << 20;

    @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

    @CommandLine.Parameters(paramLabel = "PACKAGE", descriptionKey = "packages", arity = "0..*")
    private List<Path> packages = new ArrayList<>();

    @CommandLine.Option(names = "--policy", paramLabel = "FILE", descriptionKey = "policy")
    private @Nullable Path policy;

    @CommandLine.Option(names = "--jdbc", paramLabel = "URL", descriptionKey = "jdbc")
    private @Nullable String jdbc;

    @CommandLine.Option(names = "--user", paramLabel = "NAME", descriptionKey = "user")
    private @Nullable String user;

    @CommandLine.Option(
            names = "--password-file",
            paramLabel = "FILE",
            descriptionKey = "password-file")
    private @Nullable Path passwordFile;

    @CommandLine.Option(
            names = "--accounts-jdbc",
            paramLabel = "URL",
            descriptionKey = "accounts-jdbc")
    private @Nullable String accountsJdbc;

    @CommandLine.Option(
            names = "--accounts-user",
            paramLabel = "NAME",
            descriptionKey = "accounts-user")
    private @Nullable String accountsUser;

    @CommandLine.Option(
            names = "--accounts-password-file",
            paramLabel = "FILE",
            descriptionKey = "accounts-password-file")
    private @Nullable Path accountsPasswordFile;

    @CommandLine.Option(names = "--view-jdbc", paramLabel = "URL", descriptionKey = "view-jdbc")
    private @Nullable String viewJdbc;

    @CommandLine.Option(names = "--view-user", paramLabel = "NAME", descriptionKey = "view-user")
    private @Nullable String viewUser;

    @CommandLine.Option(
            names = "--view-password-file",
            paramLabel = "FILE",
            descriptionKey = "view-password-file")
    private @Nullable Path viewPasswordFile;

    @CommandLine.Option(names = "--checkpoint", paramLabel = "FILE", descriptionKey = "checkpoint")
    private @Nullable Path checkpoint;

    @CommandLine.Option(
            names = "--lang",
            paramLabel = "zh|en",
            defaultValue = "zh",
            descriptionKey = "lang")
    private String language = "zh";

    /** Ends the process with the exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(out, arguments));
    }

    /** Does what the command line says and returns the exit code. */
    public static int run(PrintWriter out, String... arguments) {
        return new CommandLine(new Verify()).setOut(out).setErr(out).execute(arguments);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec().commandLine().getOut();
        if (jdbc == null && packages.isEmpty()) {
            spec().commandLine().usage(out);
            return UNUSABLE;
        }
        Findings findings = new Findings(Locale.forLanguageTag(language), out);
        findings.note("times");
        try {
            @Nullable String trusted = policy == null ? null : text(policy);
            if (jdbc != null) {
                database(jdbc, findings, trusted);
            } else {
                for (Path file : packages) {
                    findings.note("package", file.getFileName());
                    new PackageCheck(findings).check(PackageReader.read(file), trusted);
                }
            }
        } catch (Malformed e) {
            return unusable(findings, e);
        } catch (IOException | SQLException e) {
            return unusable(findings, String.valueOf(e.getMessage()));
        } catch (StackOverflowError | OutOfMemoryError e) {
            // Input that is too deep or too large for this machine; nothing is held on to.
            return unusable(findings, e.getClass().getSimpleName());
        }
        findings.conclude();
        if (!findings.allHold()) {
            return SOMETHING_DOES_NOT;
        }
        if (!findings.isWhole()) {
            return UNUSABLE;
        }
        return findings.isWaiting() ? NOT_YET_COSIGNED : ALL_HOLDS;
    }

    /** What was found before stands: something that does not hold is more than unusable. */
    private int unusable(Findings findings, Object why) {
        PrintWriter out = spec().commandLine().getOut();
        out.println(findings.words("unusable", why));
        if (findings.allHold()) {
            out.flush();
            return UNUSABLE;
        }
        findings.conclude();
        return SOMETHING_DOES_NOT;
    }

    /** Earlier packages are checked first: what they prove, the database must still hold. */
    private void database(String url, Findings findings, @Nullable String trusted)
            throws IOException, SQLException {
        DatabaseCheck check = new DatabaseCheck(findings);
        @Nullable Note head = checkpoint == null ? null : Note.parse(text(checkpoint));
        @Nullable String policyInUse = trusted;
        for (Path file : packages) {
            ProofPackage packed = PackageReader.read(file);
            findings.note("package", file.getFileName());
            long wrong = findings.wrong();
            new PackageCheck(findings).check(packed, trusted);
            if (findings.wrong() == wrong) {
                check.remember(packed);
            } else {
                findings.note("package-not-used");
            }
            head = head == null ? packed.checkpoint() : head;
            policyInUse = policyInUse == null ? packed.policy() : policyInUse;
        }
        if (head == null || policyInUse == null) {
            throw new Malformed(findings.words("what-is-missing"));
        }
        Properties own = properties(user, passwordFile);
        @Nullable String views = viewJdbc;
        Properties theirs = properties(viewUser, viewPasswordFile);
        try (Connection connection = DriverManager.getConnection(url, own);
                Connection accounts =
                        accountsJdbc == null
                                ? null
                                : DriverManager.getConnection(
                                        accountsJdbc,
                                        properties(accountsUser, accountsPasswordFile));
                ViewsCheck shown =
                        new ViewsCheck(
                                () -> DriverManager.getConnection(url, own),
                                views == null
                                        ? null
                                        : () -> DriverManager.getConnection(views, theirs),
                                findings)) {
            check.views(shown);
            check.check(connection, accounts, head, Policy.parse(policyInUse));
        }
    }

    private static Properties properties(@Nullable String user, @Nullable Path passwordFile)
            throws IOException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (passwordFile != null) {
            properties.setProperty("password", text(passwordFile).strip());
        }
        return properties;
    }

    private CommandLine.Model.CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return spec;
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > LONGEST_TEXT) {
            throw new Malformed(file + " is too long");
        }
        return Files.readString(file);
    }
}
