package io.countersign.kit;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The smallest service that uses the kit. Its name makes it a writer of review's topics. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class KitTestService {}
