package io.countersign.issuer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the issuer. All that it keeps (signing key, generated passwords) is in {@code countersign.issuer.home}. */
@SpringBootApplication
@EnableConfigurationProperties(IssuerProperties.class)
public class LocalIssuer {

    public static void main(String[] args) {
        SpringApplication.run(LocalIssuer.class, args);
    }
}
