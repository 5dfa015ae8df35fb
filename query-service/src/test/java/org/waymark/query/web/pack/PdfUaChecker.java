package org.waymark.query.web.pack;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Tells what of PDF/UA-1 (ISO 14289-1) a file does not hold to, as far as a program can see: veraPDF, in this process. */
final class PdfUaChecker {

    private PdfUaChecker() {}

    /** Each rule that is broken, with how often and where first. */
    static List<String> faults(byte[] pdf) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        Map<String, Integer> times = new TreeMap<>();
        Map<String, String> places = new TreeMap<>();
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion fault : result.getTestAssertions()) {
                if (fault.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = fault.getRuleId().getClause() + "-"
                            + fault.getRuleId().getTestNumber() + ": " + fault.getMessage();
                    times.merge(rule, 1, Integer::sum);
                    places.putIfAbsent(rule, fault.getLocation().getContext());
                }
            }
        }
        List<String> faults = new ArrayList<>();
        times.forEach((rule, count) -> faults.add(count + " x " + rule + " at " + places.get(rule)));
        return faults;
    }
}
