package org.waymark.notifier.commands;

import java.net.http.HttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.waymark.notifier.NotifierProperties;
import org.waymark.notifier.identity.ServiceToken;

@Configuration(proxyBeanMethods = false)
class CommandApiConfiguration {

    @Bean
    CommandApi notifierCommandApi(NotifierProperties properties, ServiceToken token) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.commandService().timeout())
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(properties.commandService().timeout());
        RestClient client = RestClient.builder()
                .baseUrl(properties.commandService().url().toString())
                .requestFactory(requests)
                .requestInterceptor((request, body, execution) -> {
                    request.getHeaders().setBearerAuth(token.current());
                    return execution.execute(request, body);
                })
                .build();
        return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                .build()
                .createClient(CommandApi.class);
    }
}
