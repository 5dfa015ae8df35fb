package org.waymark.query.people;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param url where command-service answers, without a slash at the end */
@ConfigurationProperties("waymark.command-service")
public record CommandServiceProperties(String url) {}
