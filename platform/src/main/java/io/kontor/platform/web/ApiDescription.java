package io.kontor.platform.web;

import com.fasterxml.jackson.databind.JavaType;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.AccessInterceptor;
import io.kontor.platform.module.KontorModule;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/**
 * Makes the description of the API say what the code says: what is not {@code @Nullable} is required, what the platform
 * resolves by itself is no parameter, and each schema has a name of its own in the whole house.
 */
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, Language.class)
                .replaceWithClass(Currency.class, String.class)
                .replaceWithClass(JsonNode.class, Object.class);
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new RecordSchemas(mappers).openapi31(true);
    }

    @Bean
    OpenAPI house() {
        return new OpenAPI()
                .info(new Info().title("Kontor").version("v1").description("The REST API of a shop that runs Kontor."));
    }

    /** Who may call an operation stands beside it. */
    @Bean
    OperationCustomizer access() {
        return (operation, method) -> {
            var rule = AccessInterceptor.ruleOf(method);
            if (rule != null) {
                operation.addExtension("x-access", rule.value().name().toLowerCase(Locale.ROOT));
                if (!rule.permission().isEmpty()) {
                    operation.addExtension("x-permission", rule.permission());
                }
            }
            return operation;
        };
    }

    private static final class RecordSchemas extends ModelResolver {
        RecordSchemas(ObjectMapperProvider mappers) {
            super(mappers.jsonMapper(), new HouseNames());
        }

        @Override
        public @Nullable Schema<?> resolve(
                AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
            var schema = super.resolve(type, context, next);
            var javaType = _mapper.constructType(type.getType());
            if (javaType.getRawClass().isRecord()
                    && javaType.getRawClass().getName().startsWith("io.kontor.")) {
                Schema<?> defined = context.getDefinedModels().get(_typeName(javaType));
                if (defined != null && defined.getProperties() != null) {
                    new ArrayList<String>(defined.getProperties().keySet())
                            .forEach(name -> describe(defined, name, javaType.getRawClass()));
                }
            }
            return schema;
        }

        private static void describe(Schema<?> record, String name, Class<?> type) {
            var property = record.getProperties().get(name);
            var nullable = Arrays.stream(type.getRecordComponents())
                    .anyMatch(component -> component.getName().equals(name)
                            && component.getAnnotatedType().isAnnotationPresent(Nullable.class));
            if (!nullable) {
                if (record.getRequired() == null || !record.getRequired().contains(name)) {
                    record.addRequiredItem(name);
                }
            } else if (property != null && property.get$ref() != null) {
                record.getProperties()
                        .put(name, new Schema<>().anyOf(List.of(property, new Schema<>().types(Set.of("null")))));
            } else if (property != null && property.getTypes() != null && property.getAnyOf() == null) {
                property.addType("null");
            }
        }
    }

    /** {@code Trade.Order} is TradeOrder, {@code catalog.product.ProductDraft.Option} is CatalogProductDraftOption. */
    private static final class HouseNames extends TypeNameResolver {
        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            if (!type.getName().startsWith("io.kontor.")
                    || type.getPackageName().equals("io.kontor.kernel")) {
                return super.nameForClass(type, options);
            }
            var module = KontorModule.nameOf(type);
            var own =
                    type.getName().substring(type.getPackageName().length() + 1).replace("$", "");
            var prefix = Character.toUpperCase(module.charAt(0)) + module.substring(1);
            return own.startsWith(prefix) ? own : prefix + own;
        }

        @Override
        protected String nameForClass(JavaType type, Set<Options> options) {
            return nameForClass(type.getRawClass(), options);
        }
    }
}
