package io.bytebucket.core.policy;

import static io.bytebucket.core.policy.PolicyFixture.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bytebucket.core.failure.PolicyFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with policies that are none. */
class PolicyFaultsTest {
  private static final String OBJECTS = "arn:aws:s3:::photos/*";

  private static String statement(
      String effect, String principal, String action, String resource, String more) {
    return "{'Statement':{%s%s%s%s%s}}"
        .formatted(
            "'Effect':" + effect,
            ",'Principal':" + principal,
            ",'Action':" + action,
            ",'Resource':" + resource,
            more);
  }

  private static String action(String action) {
    return statement("'Allow'", "'*'", action, "['arn:aws:s3:::photos','" + OBJECTS + "']", "");
  }

  private static String principal(String principal) {
    return statement("'Allow'", principal, "'s3:GetObject'", "'" + OBJECTS + "'", "");
  }

  private static String resource(String resource) {
    return statement("'Deny'", "'*'", "'s3:*'", resource, "");
  }

  private static String condition(String action, String condition) {
    return statement(
        "'Allow'",
        "'*'",
        action,
        "['arn:aws:s3:::photos','" + OBJECTS + "']",
        ",'Condition':" + condition);
  }

  private static String condition(String condition) {
    return condition("'s3:*'", condition);
  }

  private static Arguments row(String document, PolicyFault fault) {
    return Arguments.of(document, fault);
  }

  static Stream<Arguments> faults() {
    return Stream.of(documents(), elements(), conditions()).flatMap(List::stream);
  }

  private static List<Arguments> documents() {
    PolicyFault noJson = new PolicyFault.InvalidJson();
    return List.of(
        row("", new PolicyFault.NoObject()),
        row("random", new PolicyFault.NoObject()),
        row(" {}", new PolicyFault.NoObject()),
        row("[]", new PolicyFault.NoObject()),
        row("\uFEFF{}", new PolicyFault.NoObject()),
        row("{", noJson),
        row("{'Statement':[}", noJson),
        row("{} {}", noJson),
        row("{'Statement':" + "[".repeat(5_000), noJson),
        row("{'Statement':'x'}", noJson),
        row("{'Statement':[null]}", noJson),
        row("{'Id':{},'Statement':[{}]}", noJson),
        row("{}", new PolicyFault.MissingElement("Statement")),
        row("{'Statement':[]}", new PolicyFault.EmptyElement("Statement")),
        row("{'Version':'2012-10-18','Statement':[{}]}", new PolicyFault.InvalidVersion()),
        row("{'Version':20121017,'Statement':[{}]}", new PolicyFault.InvalidVersion()),
        row("{'Version':null,'Statement':[{}]}", new PolicyFault.InvalidVersion()),
        row("{'statement':[]}", new PolicyFault.UnknownElement("statement")),
        row("{'Statement':[{}],'Statement':[{}]}", new PolicyFault.RepeatedElement("Statement")),
        row("{'Statement':[{}]}", new PolicyFault.MissingElement("Effect")));
  }

  private static List<Arguments> elements() {
    return List.of(
        row("{'Statement':[{'Effect':'Allow'}]}", new PolicyFault.MissingElement("Principal")),
        row(
            "{'Statement':[{'Effect':'Allow','Principal':'*'}]}",
            new PolicyFault.MissingElement("Action")),
        row(
            "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:*'}]}",
            new PolicyFault.MissingElement("Resource")),
        row("{'Statement':[{'Sidd':'x'}]}", new PolicyFault.UnknownElement("Sidd")),
        row("{'Statement':[{'Sid':'x','Sid':'y'}]}", new PolicyFault.RepeatedElement("Sid")),
        row(
            "{'Statement':[{'Action':'s3:*','NotAction':'s3:*'}]}",
            new PolicyFault.RepeatedElement("Action")),
        row(
            statement("'allow'", "'*'", "'s3:*'", "'" + OBJECTS + "'", ""),
            new PolicyFault.InvalidEffect("allow")),
        row(principal("'anna'"), new PolicyFault.InvalidPrincipal()),
        row(principal("['*']"), new PolicyFault.InvalidPrincipal()),
        row(principal("{}"), new PolicyFault.InvalidPrincipal()),
        row(principal("{'AWS':[]}"), new PolicyFault.InvalidPrincipal()),
        row(principal("{'AWS':'999999999999'}"), new PolicyFault.InvalidPrincipal()),
        row(
            principal("{'AWS':'arn:aws:iam::111122223333:user/nobody'}"),
            new PolicyFault.InvalidPrincipal()),
        row(
            principal("{'AWS':'arn:aws:iam::111122223333:user/*'}"),
            new PolicyFault.InvalidPrincipal()),
        row(principal("{'CanonicalUser':'*'}"), new PolicyFault.InvalidPrincipal()),
        row(principal("{'Service':'s3.amazonaws.com'}"), new PolicyFault.InvalidPrincipal()),
        row(principal("{'Federated':'*'}"), new PolicyFault.InvalidPrincipal()),
        row(
            principal("'*'").replace("'Principal'", "'NotPrincipal'"),
            new PolicyFault.AllowedToOthers()),
        row(action("'s3:Nothing'"), new PolicyFault.InvalidAction()),
        row(action("'ec2:*'"), new PolicyFault.InvalidAction()),
        row(action("'s3:CreateBucket'"), new PolicyFault.InvalidAction()),
        row(action("'s3:ListAllMyBuckets'"), new PolicyFault.InvalidAction()),
        row(action("[]"), new PolicyFault.InvalidAction()),
        row(action("{}"), new PolicyFault.InvalidAction()),
        row(resource("'*'"), new PolicyFault.InvalidResource()),
        row(resource("'arn:aws:s3:::'"), new PolicyFault.InvalidResource()),
        row(resource("'arn:aws:s3:::*'"), new PolicyFault.InvalidResource()),
        row(resource("'arn:aws:s3:::other/*'"), new PolicyFault.InvalidResource()),
        row(resource("'arn:aws:s3:::photos2'"), new PolicyFault.InvalidResource()),
        row(resource("'arn:aws:s3:::photos/'"), new PolicyFault.InvalidResource()),
        row(resource("[]"), new PolicyFault.InvalidResource()),
        row(
            statement("'Allow'", "'*'", "'s3:ListBucket'", "'" + OBJECTS + "'", ""),
            new PolicyFault.ActionWithoutResource()),
        row(
            statement("'Allow'", "'*'", "['s3:*','s3:GetObject']", "'arn:aws:s3:::photos'", ""),
            new PolicyFault.ActionWithoutResource()));
  }

  private static List<Arguments> conditions() {
    return List.of(
        row(condition("'x'"), new PolicyFault.InvalidJson()),
        row(condition("{'StringEquals':'x'}"), new PolicyFault.InvalidJson()),
        row(condition("{'stringEquals':{}}"), new PolicyFault.InvalidOperator("stringEquals")),
        row(condition("{'NullIfExists':{}}"), new PolicyFault.InvalidOperator("NullIfExists")),
        row(
            condition("{'ForAnyValue:Null':{}}"),
            new PolicyFault.InvalidOperator("ForAnyValue:Null")),
        row(
            condition("{'ForSomeValues:StringLike':{}}"),
            new PolicyFault.InvalidOperator("ForSomeValues:StringLike")),
        row(condition("{'Bool':{},'Bool':{}}"), new PolicyFault.RepeatedElement("Bool")),
        row(condition("{'Bool':{'aws:Nothing':'x'}}"), new PolicyFault.InvalidKey()),
        row(condition("{'Bool':{'s3:ExistingObjectTag':'x'}}"), new PolicyFault.InvalidKey()),
        row(condition("{'Bool':{'aws:Referer/x':'x'}}"), new PolicyFault.InvalidKey()),
        row(
            condition("{'StringLike':{'aws:Referer':'x','AWS:referer':'y'}}"),
            new PolicyFault.RepeatedElement("AWS:referer")),
        row(
            condition("'s3:PutObject'", "{'StringEquals':{'s3:ExistingObjectTag/a':'x'}}"),
            new PolicyFault.UnfitKey()),
        row(
            condition(
                "['s3:GetObject','s3:DeleteObject']",
                "{'StringEquals':{'s3:ExistingObjectTag/a':'x'}}"),
            new PolicyFault.UnfitKey()),
        row(
            condition("'s3:PutObjectAcl'", "{'StringEquals':{'s3:RequestObjectTag/a':'x'}}"),
            new PolicyFault.UnfitKey()),
        row(
            condition("'s3:DeleteObject'", "{'Null':{'s3:if-none-match':'true'}}"),
            new PolicyFault.UnfitKey()),
        row(
            condition("{'IpAddress':{'aws:SourceIp':'10.0.0.256'}}"),
            new PolicyFault.InvalidAddress()),
        row(
            condition("{'IpAddress':{'aws:SourceIp':['10.0.0.1','10.0.0.0/33']}}"),
            new PolicyFault.InvalidAddress()),
        row(condition("{'StringLike':{'aws:SourceIp':'10.*'}}"), new PolicyFault.InvalidAddress()),
        row(condition("{'IpAddress':{'aws:Referer':'home'}}"), new PolicyFault.InvalidAddress()),
        row(condition("{'Bool':{'aws:SecureTransport':'yes'}}"), new PolicyFault.InvalidValue()),
        row(condition("{'Null':{'aws:Referer':'x'}}"), new PolicyFault.InvalidValue()),
        row(condition("{'NumericEquals':{'s3:max-keys':'1e9'}}"), new PolicyFault.InvalidValue()),
        row(
            condition("{'DateLessThan':{'aws:CurrentTime':'tomorrow'}}"),
            new PolicyFault.InvalidValue()),
        row(condition("{'BinaryEquals':{'aws:Referer':'*'}}"), new PolicyFault.InvalidValue()),
        row(condition("{'StringEquals':{'aws:Referer':[]}}"), new PolicyFault.InvalidValue()),
        row(condition("{'StringEquals':{'aws:Referer':null}}"), new PolicyFault.InvalidValue()),
        row(condition("{'ArnLike':{'aws:PrincipalArn':'*'}}"), new PolicyFault.InvalidValue()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatIsNoPolicyIsRefusedForWhatIsWrongWithIt(String document, PolicyFault fault) {
    assertThat(fault(document)).isEqualTo(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:s3:::photos/${", "arn:aws:s3:::photos/${aws:username,anna}"})
  void halfAVariableIsRefused(String resource) {
    String text =
        resource("'" + resource + "'").replace("{'Statement", "{'Version':'2012-10-17','Statement");
    assertThat(fault(text)).isEqualTo(new PolicyFault.InvalidResource());
  }

  @Test
  void aVariableOfNoKeyIsRefused() {
    String text =
        "{'Version':'2012-10-17'," + resource("'arn:aws:s3:::photos/${aws:usernam}'").substring(1);
    assertThat(fault(text)).isEqualTo(new PolicyFault.InvalidKey());
  }

  @Test
  void whatIsNoUtf8IsNoJson() {
    byte[] wide = "{\"Statement\":[]}".getBytes(StandardCharsets.UTF_16LE);
    assertThat(fault(wide)).isEqualTo(new PolicyFault.InvalidJson());
    assertThat(fault(new byte[] {'{', (byte) 0xC3, '}'})).isEqualTo(new PolicyFault.InvalidJson());
  }

  @Test
  void aPolicyHasAtMostSoManyBytes() {
    String begin = "{\"Id\":\"";
    String end =
        "\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"arn:aws:s3:::photos/*\"}}";
    int room = PolicyCompiler.LIMIT_BYTES - begin.length() - end.length();
    byte[] longest = (begin + "x".repeat(room) + end).getBytes(StandardCharsets.UTF_8);
    assertThatCode(() -> PolicyFixture.raw(longest)).doesNotThrowAnyException();
    byte[] longer = (begin + "x".repeat(room + 1) + end).getBytes(StandardCharsets.UTF_8);
    assertThat(fault(longer)).isEqualTo(new PolicyFault.TooLong(20_480));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Statement':{'Effect':'Allow','Principal':{'AWS':'*'},'Action':'s3:getobject','Resource':'arn:aws:s3:::photos/a'}}",
        "{'Version':'2008-10-17','Id':'x','Statement':[{'Sid':'y','Effect':'Deny','NotPrincipal':{'AWS':['111122223333','arn:aws:iam::111122223333:root'],'CanonicalUser':'anna-canonical'},'NotAction':['s3:*'],'NotResource':['arn:aws:s3:::photos/a','arn:aws:s3:::photos*']}]}",
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'*','Resource':'arn:aws:s3:::photos*','Condition':{'Bool':{'aws:securetransport':true},'NumericLessThan':{'s3:max-keys':10},'Null':{'aws:SourceIp':'false'}}}}",
        "{'Statement':{'Effect':'Allow','Principal':'*','Action':'s3:Get*','Resource':'arn:aws:s3:::photos','Condition':{'StringEquals':{'s3:prefix':'a'}}}}",
        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::photos/*','Condition':{'StringNotEquals':{'aws:SourceVpce':'vpce-1'}}}}",
      })
  void whatIsOneIsTaken(String document) {
    assertThatCode(() -> PolicyFixture.policy(document)).doesNotThrowAnyException();
  }
}
