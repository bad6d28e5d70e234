package io.countersign.study;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes every scored case with the scores it got from what did not know its outcome. */
final class ScoresFile {
    private ScoresFile() {}

    static void write(Path file, Study.Result result) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader("case_id", "fold", "calibrated_confidence", "error_probability", "score_used")
                .setRecordSeparator("\n")
                .get();
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CSVPrinter printer = new CSVPrinter(out, format)) {
            HonestScores scores = result.scores();
            for (int k = 0; k < scores.rows().length; k++) {
                printer.printRecord(
                        result.cases().get(scores.rows()[k]).caseId(),
                        scores.fold()[k],
                        scores.calibrated()[k],
                        scores.errorProbability()[k],
                        result.scoreUsed()[k]);
            }
        }
    }
}
