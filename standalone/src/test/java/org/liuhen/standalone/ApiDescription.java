package org.liuhen.standalone;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import org.liuhen.access.Access;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.ProblemCode;
import org.liuhen.access.RequestId;
import org.liuhen.command.Request;
import org.liuhen.workflow.Person;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * How the description of the API is read off the endpoints of both services, in the words of those
 * who write clients.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    static final String PATH = "/generated/api-docs";

    private static final String SESSION = "session";
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Person.class, Request.class, RequestId.class);
    }

    static final String[] SETTINGS = {
        "--springdoc.api-docs.enabled=true",
        "--springdoc.api-docs.path=" + PATH,
        "--springdoc.api-docs.version=openapi_3_1",
        "--springdoc.paths-to-match=/api/**",
        // What the customizer adds to the operations is referred to after this would have thrown it
        // away.
        "--springdoc.remove-broken-reference-definitions=false",
        // The filters of a question are one record, and parameters of their own in the address.
        "--springdoc.default-flat-param-object=true",
        "--springdoc.default-produces-media-type=application/json",
        "--springdoc.writer-with-order-by-keys=true",
        "--springdoc.writer-with-default-pretty-printer=true",
        "--logging.level.org.springdoc=error"
    };

    @Bean
    EndpointRules generatedRules() {
        return EndpointRules.of(
                new EndpointRule(HttpMethod.GET, PATH, Access.PUBLIC),
                new EndpointRule(HttpMethod.GET, PATH + ".yaml", Access.PUBLIC));
    }

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .servers(List.of(new Server().url("/")))
                .info(
                        new Info()
                                .title("留痕 · 部门整体支出绩效自评")
                                .version("1")
                                .license(new License().name("Apache-2.0").identifier("Apache-2.0"))
                                .description(
                                        """
                                        部门整体支出绩效自评报告由部门经财政局至人大预算工委的填报、审核、报送与留痕。

                                        - 先 `POST /api/session` 登录，会话在 Cookie 中；除 GET 外的请求须带请求头 \
                                        `X-XSRF-TOKEN`，取值同名 Cookie `XSRF-TOKEN`。
                                        - 办理类请求可带请求头 `Idempotency-Key`（UUID）：同键同内容重发，答复与首次相同，不会重复办理。
                                        - 除 GET 外的请求可带请求头 `X-Liuhen-Person`（人员编号）：与登录的人不符的不办理，\
                                        以免同一浏览器换人登录后办到他的名下。
                                        - 数值一律按原文作字符串传送；时间为 RFC 3339（UTC）。
                                        - 出错时答复 `application/problem+json`，`detail` 说明下一步怎么做，`code` 稳定不变。
                                        """))
                .addSecurityItem(new SecurityRequirement().addList(SESSION))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        SESSION,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.APIKEY)
                                                .in(SecurityScheme.In.COOKIE)
                                                .name("LIUHEN_SESSION")
                                                .description("登录后的会话"))
                                .addSchemas(PROBLEM, problem()));
    }

    @Bean
    OpenApiCustomizer everyOperation() {
        return api -> {
            api.path("/actuator/health/readiness", readiness());
            api.getPaths().values().forEach(ApiDescription::complete);
            ApiWords.explain(api.getComponents());
        };
    }

    private static PathItem readiness() {
        Schema<Object> state = new Schema<>();
        state.type("object").addProperty("status", text("UP 为可以办理，其他为暂不能办理", "UP"));
        Content content =
                new Content().addMediaType("application/json", new MediaType().schema(state));
        return new PathItem()
                .get(
                        new Operation()
                                .summary("是否可以办理业务")
                                .description("不必登录。供运行监控和反向代理查看。")
                                .addTagsItem("运行")
                                .responses(
                                        new ApiResponses()
                                                .addApiResponse(
                                                        "200",
                                                        new ApiResponse()
                                                                .description("可以办理")
                                                                .content(content))
                                                .addApiResponse(
                                                        "503",
                                                        new ApiResponse()
                                                                .description("暂不能办理，请稍后再试")
                                                                .content(content))));
    }

    private static void complete(PathItem path) {
        path.readOperationsMap()
                .forEach((method, operation) -> {
                    answers(operation);
                    ApiWords.explain(operation);
                    if (method != PathItem.HttpMethod.GET) {
                        operation.addParametersItem(
                                header("X-XSRF-TOKEN", "同名 Cookie XSRF-TOKEN 的值", true));
                        if (!operation.getTags().contains("会话")) {
                            operation.addParametersItem(
                                    header("Idempotency-Key", "幂等键，UUID；同键同内容重发不会重复办理", false));
                        }
                    }
                });
    }

    private static void answers(Operation operation) {
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("没有办理，原因与下一步见 detail")
                                .content(
                                        new Content()
                                                .addMediaType(
                                                        "application/problem+json",
                                                        new MediaType()
                                                                .schema(
                                                                        new Schema<>()
                                                                                .$ref(PROBLEM)))));
    }

    private static Parameter header(String name, String description, boolean required) {
        return new Parameter()
                .in("header")
                .name(name)
                .description(description)
                .required(required)
                .schema(new Schema<String>().type("string"));
    }

    private static Schema<?> problem() {
        Schema<Object> fault = new Schema<>();
        fault.type("object")
                .addProperty("path", text("位置", "sections/0/key"))
                .addProperty("message", text("说明", "请填写章节标题"));
        Schema<Object> faults = new Schema<>();
        faults.type("array").description("逐项说明，仅 code 为 invalid 时有");
        faults.setItems(fault);
        return new Schema<>()
                .type("object")
                .description("RFC 9457 问题说明")
                .addProperty("type", text("问题类型", "urn:liuhen:problem:stale-content"))
                .addProperty("title", text("标题", "内容已经更新"))
                .addProperty("status", new Schema<Integer>().type("integer").example(409))
                .addProperty("detail", text("说明与下一步", "您审阅之后内容有变化，请查看最新内容后重新决定。"))
                .addProperty("code", codes())
                .addProperty(
                        "requestId", text("请求编号，报修时请提供", "018f3c1e-7a2b-7c3d-9e4f-5a6b7c8d9e0f"))
                .addProperty("errors", faults);
    }

    private static Schema<String> codes() {
        Schema<String> codes =
                text(
                        "稳定的代码；record-differs、record-incomplete 为查询端所存与封存的不一致、或缺一版，报告不予显示",
                        "stale-content");
        codes.setEnum(Arrays.stream(ProblemCode.values()).map(ProblemCode::text).toList());
        return codes;
    }

    private static Schema<String> text(String description, String example) {
        Schema<String> schema = new Schema<>();
        schema.type("string").description(description).example(example);
        return schema;
    }
}
