package io.countersign.platform.command;

import io.countersign.platform.account.Accounts;
import io.countersign.platform.account.SignIn;
import io.countersign.platform.home.Home;
import io.countersign.platform.home.Json;
import io.countersign.platform.part.Platform;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints tokens. */
@Command(
        name = "token",
        description = {
            "Prints a bearer token of each named account, one a line.",
            "People: ana, ben, cleo (reviewers), dora (lead), emil (policy author), fay (policy approver),",
            "gus (auditor), hana (data), ida (admin), reviewer-1 to reviewer-64.",
            "Service accounts: pipeline, simulator, platform."
        })
final class TokenCommand implements Callable<Integer> {

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(names = "--json", description = "One object, token by account.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "USER", description = "Name of a person or a service account.")
    private List<String> users = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = homeOption.home();
        Platform platform = homeOption.platform();
        Accounts accounts = Accounts.of(home);
        SignIn signIn = new SignIn(platform.server("issuer").address());
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String user : users) {
            tokens.put(user, accounts.token(user, signIn));
        }
        if (json) {
            System.out.println(Json.READABLE.writeValueAsString(tokens));
        } else {
            tokens.values().forEach(System.out::println);
        }
        return 0;
    }
}
