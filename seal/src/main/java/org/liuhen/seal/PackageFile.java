package org.liuhen.seal;

/** The files of a package that proves itself. */
final class PackageFile {
    /** Absent in the first form. */
    static final String FORM = "form.txt";

    static final String README = "README.txt";
    static final String CHECKPOINT = "checkpoint.txt";
    static final String POLICY = "policy.txt";
    static final String FINGERPRINTS = "fingerprints.txt";
    static final String EVENTS = "events.jsonl";
    static final String CONTRACTS = "contracts/";
    static final String PAGE = "report.html";

    private PackageFile() {}

    static String contract(String name, String revision) {
        return name + "." + revision + ".json";
    }
}
