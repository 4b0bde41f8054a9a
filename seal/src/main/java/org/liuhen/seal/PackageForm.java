package org.liuhen.seal;

import java.util.List;
import java.util.function.BiFunction;
import org.liuhen.seal.form1.ReportPage;
import org.liuhen.workflow.ReportState;

/**
 * What people read of a package: its page, and the text that says what is in it. Each form that was
 * ever written stays as it is, since a package is checked by making it again (ADR 38); what is to
 * look otherwise is the next form.
 *
 * @param number stands in the package, except in those of the first form
 * @param page makes the page of a report and its history
 */
record PackageForm(
        int number,
        String readme,
        BiFunction<ReportState, List<ReportPage.Happened>, String> page) {
    static final int FIRST = 1;

    private static final String MARK = "liuhen-package/";

    private static final List<PackageForm> ALL =
            List.of(
                    new PackageForm(
                            FIRST,
                            ProofPackage.resource("/seal/form1/package-readme.txt"),
                            ReportPage::of));

    /** The form that is written now. */
    static PackageForm present() {
        return ALL.getLast();
    }

    /**
     * The form of that number.
     *
     * @throws Malformed where this program is older than the package
     */
    static PackageForm of(int number) {
        return ALL.stream()
                .filter(form -> form.number == number)
                .findFirst()
                .orElseThrow(() ->
                        new Malformed(
                                "a package of form %d, which is later than this program"
                                        .formatted(number)));
    }

    /** What stands in a package of this form. */
    static String mark(int number) {
        return MARK + number + "\n";
    }

    /** Reads that back. */
    static int number(String mark) {
        String number = mark.startsWith(MARK) ? mark.substring(MARK.length()).strip() : "";
        if (!number.matches("[2-9]|[1-9][0-9]{1,3}")
                || !mark.equals(mark(Integer.parseInt(number)))) {
            throw new Malformed("the package does not say of which form it is");
        }
        return Integer.parseInt(number);
    }
}
