package io.kontor.catalog;

import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param currency the shop's currency, ISO 4217; all prices are in it */
@ConfigurationProperties("kontor.catalog")
public record CatalogSettings(@DefaultValue("CNY") Currency currency) {}
