package io.countersign.study;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command run once, as a user runs it, and what it said and wrote. */
record StudyRun(int exit, String out, String err, Path folder) {

    /** A line of the scores file. */
    record Score(String caseId, int fold, double calibrated, double errorProbability, double used) {}

    /** Runs the command with all three outputs into a folder. */
    static StudyRun of(Path folder, Path cases, String... options) throws IOException {
        Files.createDirectories(folder);
        var arguments = new ArrayList<String>(List.of(
                cases.toString(),
                "--report=" + folder.resolve("report.json"),
                "--html=" + folder.resolve("report.html"),
                "--scores=" + folder.resolve("scores.csv")));
        arguments.addAll(List.of(options));
        return plain(folder, arguments.toArray(String[]::new));
    }

    /** Runs the command with these arguments alone. */
    static StudyRun plain(Path folder, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = StudyCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new StudyRun(exit, out.toString(), err.toString(), folder);
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(folder.resolve("report.json"));
    }

    double number(String pointer) {
        return json().at(pointer).asDouble();
    }

    String html() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }

    String scoresText() throws IOException {
        return Files.readString(folder.resolve("scores.csv"));
    }

    Map<String, Score> scores() throws IOException {
        var scores = new LinkedHashMap<String, Score>();
        scoresText().lines().skip(1).forEach(line -> {
            List<String> cells = List.of(line.split(",", -1));
            scores.put(
                    cells.getFirst(),
                    new Score(
                            cells.getFirst(),
                            Integer.parseInt(cells.get(1)),
                            Double.parseDouble(cells.get(2)),
                            Double.parseDouble(cells.get(3)),
                            Double.parseDouble(cells.get(4))));
        });
        return scores;
    }
}
