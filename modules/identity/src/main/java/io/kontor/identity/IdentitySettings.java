package io.kontor.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param signUpsPerAddress how many accounts one network address may open in an hour before it has to wait; more where
 *     many people share an address
 */
@ConfigurationProperties("kontor.identity")
public record IdentitySettings(@DefaultValue("100") int signUpsPerAddress) {}
