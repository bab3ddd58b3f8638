package io.bytebucket.core.policy;

import static io.bytebucket.core.policy.PolicyFixture.statements;
import static io.bytebucket.core.policy.PolicyFixture.when;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which policies are public. */
class PublicPolicyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | true",
        "{'Bool':{'aws:SecureTransport':'true'}} | true",
        "{'StringEquals':{'aws:Referer':'home'}} | true",
        "{'StringLike':{'aws:username':'anna'}} | true",
        "{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | false",
        "{'IpAddress':{'aws:SourceIp':'10.0.0.0/7'}} | true",
        "{'IpAddress':{'aws:SourceIp':['10.0.0.0/8','0.0.0.0/0']}} | true",
        "{'IpAddress':{'aws:SourceIp':'2001:db8::/32'}} | false",
        "{'IpAddress':{'aws:SourceIp':'2001::/31'}} | true",
        "{'IpAddressIfExists':{'aws:SourceIp':'10.0.0.0/8'}} | true",
        "{'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | true",
        "{'ForAllValues:IpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | true",
        "{'ForAnyValue:IpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | false",
        "{'StringEquals':{'aws:userid':'anna-id'}} | false",
        "{'StringLike':{'aws:userid':'anna*'}} | true",
        "{'StringLike':{'aws:userid':'anna-id'}} | false",
        "{'StringEquals':{'aws:userid':'${aws:userid}'}} | true",
        "{'StringNotEquals':{'aws:userid':'anna-id'}} | true",
        "{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::1:user/anna'}} | false",
        "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::1:user/*'}} | true",
        "{'StringEquals':{'aws:PrincipalAccount':'111122223333'}} | false",
        "{'StringEquals':{'aws:PrincipalType':'Anonymous'}} | true",
        "{'StringEquals':{'aws:SourceVpc':'vpc-1'}} | false",
        "{'StringEquals':{'aws:SourceVpce':'vpce-1'}} | false",
        "{'StringEquals':{'aws:SourceAccount':'1'}} | false",
        "{'ArnEquals':{'aws:SourceArn':'arn:aws:s3:::a'}} | false",
        "{'Null':{'aws:PrincipalArn':'false'}} | true",
      })
  void whatEverybodyMayIsPublicUnlessAFixedValueSaysWho(String condition, boolean isPublic) {
    assertThat(statements(when("Allow", "s3:GetObject", condition)).isPublic()).isEqualTo(isPublic);
    assertThat(statements(when("Deny", "s3:GetObject", condition)).isPublic()).isFalse();
  }

  @Test
  void onePublicStatementMakesAPolicyPublic() {
    String pinned = when("Allow", "s3:GetObject", "{'IpAddress':{'aws:SourceIp':'10.0.0.1'}}");
    String ofAnna =
        when("Allow", "s3:GetObject", "{}")
            .replace("'Principal':'*'", "'Principal':{'CanonicalUser':'anna-canonical'}");
    assertThat(statements(pinned, ofAnna).isPublic()).isFalse();
    assertThat(statements(pinned, ofAnna, when("Allow", "s3:PutObject", "{}")).isPublic()).isTrue();
    assertThat(
            statements(
                    ofAnna.replace("{'CanonicalUser':'anna-canonical'}", "{'AWS':'111122223333'}"))
                .isPublic())
        .isFalse();
  }
}
