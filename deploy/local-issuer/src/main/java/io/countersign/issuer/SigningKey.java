package io.countersign.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

/** The RS256 key, kept across restarts: a token outlives the process that signed it. */
final class SigningKey {

    static final String FILE = "signing-key.json";

    private SigningKey() {}

    static RSAKey keptIn(Path home) throws IOException {
        Path file = home.resolve(FILE);
        if (Files.exists(file)) {
            try {
                return RSAKey.parse(Files.readString(file));
            } catch (ParseException broken) {
                throw new IOException(file + " is not a JSON Web Key; delete it to have a new one made", broken);
            }
        }
        RSAKey key = generate();
        PrivateFile.write(file, key.toJSONString());
        return key;
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("This JDK cannot make an RSA key", impossible);
        }
    }
}
