package org.waymark.query.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the pages say about this installation.
 *
 * @param name organisation in the header; empty for none
 * @param notice title of a band above every page ("Only addresses at kirklees.example get mail"), or empty
 * @param noticeDetail its second line
 * @param contact mail address of whoever answers questions, or empty
 */
@ConfigurationProperties("waymark.installation")
public record InstallationProperties(String name, String notice, String noticeDetail, String contact) {

    public InstallationProperties(
            @Nullable String name, @Nullable String notice, @Nullable String noticeDetail, @Nullable String contact) {
        this.name = name == null ? "" : name;
        this.notice = notice == null ? "" : notice;
        this.noticeDetail = noticeDetail == null ? "" : noticeDetail;
        this.contact = contact == null ? "" : contact;
    }
}
