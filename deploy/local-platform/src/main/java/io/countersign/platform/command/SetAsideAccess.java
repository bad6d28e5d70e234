package io.countersign.platform.command;

import io.countersign.platform.account.Accounts;
import io.countersign.platform.account.SignIn;
import io.countersign.platform.home.Home;
import io.countersign.platform.home.Settings;
import io.countersign.platform.setaside.SetAside;
import io.countersign.platform.setaside.SetAsideApi;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which platform a command is about, and in whose name it asks. */
final class SetAsideAccess {

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Option(
            names = "--as",
            paramLabel = "USER",
            defaultValue = "platform",
            description = "In whose name, which a replay keeps on record: ida and platform may do everything, gus may"
                    + " look. By default ${DEFAULT-VALUE}.")
    private String user = "platform";

    SetAsideApi api(SetAside kind) throws IOException, InterruptedException {
        Home home = homeOption.home();
        SignIn signIn = new SignIn(homeOption.platform().server("issuer").address());
        String token = Accounts.of(home).token(user, signIn);
        int port = Settings.keptIn(home).ports().of("ingest");
        return new SetAsideApi(kind, "http://127.0.0.1:" + port, token);
    }
}
