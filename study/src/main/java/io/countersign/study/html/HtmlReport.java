package io.countersign.study.html;

import io.countersign.study.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Draws a report: the summary in sentences first, then what would happen, then the evidence. */
public final class HtmlReport {
    private static final int LONGEST_POINT = 70;

    private HtmlReport() {}

    /** The page, complete in itself: no script, nothing to load. */
    public static String of(Report report, List<String> summary) {
        String title = "What could be automated: " + name(report);
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <header><h1>%s</h1>
                <p class="source">%s past cases, answered by %s</p></header>
                <main>
                %s%s%s%s%s%s
                </main>
                </body>
                </html>
                """.formatted(
                        Words.escape(title),
                        style(),
                        Words.escape(title),
                        Words.count(report.cases()),
                        Words.escape(Words.model(report.model())),
                        summary(summary),
                        DecisionSections.of(report),
                        PromiseSections.of(report),
                        ConfidenceSections.of(report),
                        PeopleSections.of(report),
                        MethodSection.of(report));
    }

    private static String name(Report report) {
        Path file = Path.of(report.source());
        Path folder = file.toAbsolutePath().getParent();
        boolean plainName = file.getFileName().toString().startsWith("predictions.");
        return plainName && folder != null
                ? Objects.toString(folder.getFileName(), "cases")
                : file.getFileName().toString();
    }

    private static String summary(List<String> sentences) {
        return sentences.stream()
                .map(sentence -> "<p>" + withItsPointFirst(sentence) + "</p>")
                .collect(Collectors.joining("\n", "<section class=\"short\"><h2>In short</h2>\n", "\n</section>\n"));
    }

    /** What stands before an early colon says what the sentence is about, and is what a reader looks for. */
    private static String withItsPointFirst(String sentence) {
        int colon = sentence.indexOf(": ");
        return colon > 0 && colon <= LONGEST_POINT
                ? "<strong>%s</strong>%s"
                        .formatted(
                                Words.escape(sentence.substring(0, colon + 1)),
                                Words.escape(sentence.substring(colon + 1)))
                : Words.escape(sentence);
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
