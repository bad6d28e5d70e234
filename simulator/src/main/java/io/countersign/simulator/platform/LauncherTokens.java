package io.countersign.simulator.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Asks the launcher that started this program: {@code countersign token … --json}. */
final class LauncherTokens implements Tokens {

    private final String launcher;
    private final Path home;

    LauncherTokens(String launcher, Path home) {
        this.launcher = launcher;
        this.home = home;
    }

    @Override
    public Map<String, String> of(List<String> accounts) {
        List<String> command = new ArrayList<>(List.of(launcher, "token"));
        command.addAll(accounts);
        command.addAll(List.of("--json", "--home", home.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("no tokens for " + String.join(", ", accounts));
            }
            Map<String, String> tokens = new HashMap<>();
            JsonMapper.shared()
                    .readTree(answer)
                    .properties()
                    .forEach(
                            token -> tokens.put(token.getKey(), token.getValue().asString()));
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
