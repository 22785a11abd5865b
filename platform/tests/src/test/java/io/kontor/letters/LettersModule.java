package io.kontor.letters;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import(SortLetters.Jobs.class)
public class LettersModule {}
