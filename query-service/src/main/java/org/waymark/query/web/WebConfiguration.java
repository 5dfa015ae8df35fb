package org.waymark.query.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.waymark.query.web.signin.SignInProperties;

/** Settings of the pages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InstallationProperties.class, SignInProperties.class})
class WebConfiguration {}
