package org.waymark.query.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Settings of the pages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InstallationProperties.class, MailNotice.class})
class WebConfiguration {}
