package org.liuhen.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.liuhen.contracts.EventContract;
import org.liuhen.seal.form1.ReportPage;

/**
 * All that is needed to check a report without us: its events as exact bytes, the proof of each,
 * the checkpoint they lead to, the keys, the contracts of the events, and the report to read.
 *
 * @param form of its page and texts, from 1
 * @param policy whom the log holds to be its witnesses; whoever checks should bring their own
 * @param fingerprints the keys in that policy, as people compare them by eye
 * @param readme what is in it, and how to check it
 * @param contracts by file name
 * @param page the report to read, in HTML
 */
public record ProofPackage(
        int form,
        List<SealedEvent> events,
        Note checkpoint,
        String policy,
        String fingerprints,
        String readme,
        Map<String, String> contracts,
        String page) {
    /** ZIP knows no time before 1980, and nothing here depends on when it was packed. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    public ProofPackage {
        events = List.copyOf(events);
        contracts = Map.copyOf(contracts);
    }

    /** Packs a report. */
    public static ProofPackage of(List<SealedEvent> events, Note checkpoint, String policy) {
        PackageForm form = PackageForm.present();
        return new ProofPackage(
                form.number(),
                events,
                checkpoint,
                policy,
                fingerprints(Policy.parse(policy)),
                form.readme(),
                ownContracts(),
                page(form, events));
    }

    /**
     * Its page, made again of its events in its own form.
     *
     * @throws Malformed where the events are no history
     */
    public String pageAgain() {
        return page(PackageForm.of(form), events);
    }

    /** What a package of its form says of itself. */
    public String readmeOfItsForm() {
        return PackageForm.of(form).readme();
    }

    private static String page(PackageForm form, List<SealedEvent> events) {
        Retelling retelling = new Retelling();
        List<ReportPage.Happened> all =
                events.stream()
                        .map(SealedEvent::event)
                        .map(event ->
                                new ReportPage.Happened(
                                        event.version(),
                                        retelling.next(event).fact(),
                                        event.text("name"),
                                        event.text("event_id")))
                        .toList();
        return form.page().apply(retelling.state(), all);
    }

    /** The contracts of all events as this program knows them. */
    public static Map<String, String> ownContracts() {
        Map<String, String> contracts = new LinkedHashMap<>();
        for (EventContract contract : EventContract.all()) {
            String file = PackageFile.contract(contract.name(), contract.revision());
            contracts.put(file, resource("/event-contracts/" + file));
        }
        return contracts;
    }

    /** Writes it as a ZIP archive: equal packages are equal bytes. */
    public void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        if (form != PackageForm.FIRST) {
            put(zip, PackageFile.FORM, PackageForm.mark(form));
        }
        put(zip, PackageFile.README, readme);
        put(zip, PackageFile.PAGE, page);
        put(zip, PackageFile.CHECKPOINT, checkpoint.toString());
        put(zip, PackageFile.POLICY, policy);
        put(zip, PackageFile.FINGERPRINTS, fingerprints);
        begin(zip, PackageFile.EVENTS);
        for (SealedEvent event : events) {
            zip.write((PackageLine.write(event) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
        List<String> names = new ArrayList<>(contracts.keySet());
        names.sort(null);
        for (String name : names) {
            put(zip, PackageFile.CONTRACTS + name, contracts.getOrDefault(name, ""));
        }
        zip.finish();
    }

    /** The keys as people compare them by eye. */
    public static String fingerprints(Policy policy) {
        return "日志 log\n"
                + policy.logs().stream().map(ProofPackage::shown).collect(Collectors.joining())
                + "见证方 witnesses\n"
                + policy.witnesses().stream()
                        .map(ProofPackage::shown)
                        .collect(Collectors.joining());
    }

    private static String shown(VerifierKey key) {
        return "  " + key.name() + "\n    SHA-256 " + key.fingerprint() + "\n    " + key + "\n";
    }

    /** The name of the contract an event was written by, as a file of the package. */
    public static String contractOf(StoredEvent event) {
        return PackageFile.contract(event.text("name"), event.text("revision"));
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        begin(zip, name);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    static String resource(String path) {
        try (InputStream in = ProofPackage.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not packed with the program: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
