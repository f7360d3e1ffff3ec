// SPDX-License-Identifier: MIT
#include "formats/redaction/keyprefixes.h"

#include "http/ascii.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hopscope
{

namespace
{

// A longer prefix stands before a shorter one that it begins with. Keys that are made to be seen, such as "pk_live_",
// are none.
constexpr KeyPrefix kKeyPrefixes[] = {
    {"A3-", 26, KeyBytes::Word, "1Password secret key", "1Password: Secret Key"},
    {"AGE-SECRET-KEY-1", 58, KeyBytes::Alnum, "age key", "age specification"},
    {"AIza", 35, KeyBytes::Word, "Google API key", "Google Cloud: API keys"},
    {"AKCp", 60, KeyBytes::Alnum, "Artifactory key", "JFrog: API keys"},
    {"AKIA", 16, KeyBytes::Alnum, "AWS access key", "AWS: IAM identifiers"},
    {"ASIA", 16, KeyBytes::Alnum, "AWS access key", "AWS: IAM identifiers"},
    {"ABIA", 16, KeyBytes::Alnum, "AWS bearer token", "AWS: IAM identifiers"},
    {"ACCA", 16, KeyBytes::Alnum, "AWS credential", "AWS: IAM identifiers"},
    {"ATATT3", 60, KeyBytes::Word, "Atlassian token", "Atlassian: API tokens"},
    {"ATCTT3", 60, KeyBytes::Word, "Atlassian token", "Atlassian: access tokens"},
    {"ATBB", 28, KeyBytes::Alnum, "Bitbucket password", "Atlassian: app passwords"},
    {"CFPAT-", 43, KeyBytes::Word, "Contentful token", "Contentful: personal access tokens"},
    {"EAAA", 60, KeyBytes::Word, "Square token", "Square: access tokens"},
    {"EZAK", 54, KeyBytes::Alnum, "EasyPost key", "EasyPost: API keys"},
    {"EZTK", 54, KeyBytes::Alnum, "EasyPost key", "EasyPost: API keys"},
    {"FLWSECK", 20, KeyBytes::Word, "Flutterwave key", "Flutterwave: API keys"},
    {"GOCSPX-", 28, KeyBytes::Word, "Google client secret", "Google: OAuth clients"},
    {"HRKU-", 36, KeyBytes::Word, "Heroku key", "Heroku: API tokens"},
    {"LTAI", 20, KeyBytes::Alnum, "Alibaba Cloud access key", "Alibaba Cloud: AccessKey"},
    {"NRAK-", 27, KeyBytes::Alnum, "New Relic key", "New Relic: API keys"},
    {"NRAA-", 27, KeyBytes::Alnum, "New Relic key", "New Relic: API keys"},
    {"PMAK-", 24, KeyBytes::Word, "Postman key", "Postman: API keys"},
    {"SG.", 60, KeyBytes::Dotted, "SendGrid key", "SendGrid: API keys"},
    {"SK", 32, KeyBytes::Hex, "Twilio key", "Twilio: API keys"},
    {"access-production-", 36, KeyBytes::Word, "Plaid token", "Plaid: tokens"},
    {"access-sandbox-", 36, KeyBytes::Word, "Plaid token", "Plaid: tokens"},
    {"aio_", 28, KeyBytes::Alnum, "Adafruit key", "Adafruit IO: keys"},
    {"api_org_", 34, KeyBytes::Alnum, "Hugging Face token", "Hugging Face: access tokens"},
    {"cio", 32, KeyBytes::Alnum, "crates.io token", "crates.io: API tokens"},
    {"dapi", 32, KeyBytes::Hex, "Databricks token", "Databricks: personal access tokens"},
    {"dckr_oat_", 27, KeyBytes::Word, "Docker token", "Docker: organization access tokens"},
    {"dckr_pat_", 27, KeyBytes::Word, "Docker token", "Docker: personal access tokens"},
    {"doo_v1_", 64, KeyBytes::Hex, "DigitalOcean token", "DigitalOcean: OAuth"},
    {"dop_v1_", 64, KeyBytes::Hex, "DigitalOcean token", "DigitalOcean: API tokens"},
    {"dor_v1_", 64, KeyBytes::Hex, "DigitalOcean token", "DigitalOcean: OAuth"},
    {"dp.pt.", 40, KeyBytes::Alnum, "Doppler token", "Doppler: tokens"},
    {"dp.st.", 40, KeyBytes::Dotted, "Doppler token", "Doppler: tokens"},
    {"dt0c01.", 80, KeyBytes::Dotted, "Dynatrace token", "Dynatrace: access tokens"},
    {"figd_", 40, KeyBytes::Word, "Figma token", "Figma: personal access tokens"},
    {"fo1_", 43, KeyBytes::Word, "Fly.io token", "Fly.io: access tokens"},
    {"fm2_", 60, KeyBytes::Word, "Fly.io token", "Fly.io: access tokens"},
    {"github_pat_", 59, KeyBytes::Word, "GitHub token", "GitHub: token formats"},
    {"gho_", 36, KeyBytes::Alnum, "GitHub token", "GitHub: token formats"},
    {"ghp_", 36, KeyBytes::Alnum, "GitHub token", "GitHub: token formats"},
    {"ghr_", 36, KeyBytes::Alnum, "GitHub token", "GitHub: token formats"},
    {"ghs_", 36, KeyBytes::Word, "GitHub token", "GitHub: token formats"},
    {"ghu_", 36, KeyBytes::Alnum, "GitHub token", "GitHub: token formats"},
    {"glagent-", 50, KeyBytes::Word, "GitLab token", "GitLab: token prefixes"},
    {"glcbt-", 20, KeyBytes::Word, "GitLab token", "GitLab: token prefixes"},
    {"gldt-", 20, KeyBytes::Word, "GitLab token", "GitLab: token prefixes"},
    {"glffct-", 20, KeyBytes::Word, "GitLab token", "GitLab: token prefixes"},
    {"glft-", 20, KeyBytes::Word, "GitLab token", "GitLab: token prefixes"},
    {"glimt-", 25, KeyBytes::Word, "GitLab token", "GitLab: token prefixes"},
    {"gloas-", 64, KeyBytes::Alnum, "GitLab token", "GitLab: token prefixes"},
    {"glpat-", 20, KeyBytes::Dotted, "GitLab token", "GitLab: token prefixes"},
    {"glptt-", 40, KeyBytes::Word, "GitLab token", "GitLab: token prefixes"},
    {"glrt-", 20, KeyBytes::Dotted, "GitLab token", "GitLab: token prefixes"},
    {"glsoat-", 20, KeyBytes::Word, "GitLab token", "GitLab: token prefixes"},
    {"glc_", 32, KeyBytes::Word, "Grafana token", "Grafana: access policies"},
    {"glsa_", 41, KeyBytes::Word, "Grafana token", "Grafana: service accounts"},
    {"gsk_", 48, KeyBytes::Alnum, "Groq key", "Groq: API keys"},
    {"hf_", 30, KeyBytes::Alnum, "Hugging Face token", "Hugging Face: access tokens"},
    {"hvb.", 60, KeyBytes::Word, "Vault token", "HashiCorp Vault: tokens"},
    {"hvr.", 60, KeyBytes::Word, "Vault token", "HashiCorp Vault: tokens"},
    {"hvs.", 24, KeyBytes::Word, "Vault token", "HashiCorp Vault: tokens"},
    {"key-", 32, KeyBytes::Hex, "Mailgun key", "Mailgun: API keys"},
    {"lin_api_", 40, KeyBytes::Alnum, "Linear key", "Linear: API keys"},
    {"lin_oauth_", 40, KeyBytes::Alnum, "Linear token", "Linear: OAuth"},
    {"lsv2_pt_", 32, KeyBytes::Word, "LangSmith key", "LangSmith: API keys"},
    {"lsv2_sk_", 32, KeyBytes::Word, "LangSmith key", "LangSmith: API keys"},
    {"nfp_", 36, KeyBytes::Alnum, "Netlify token", "Netlify: access tokens"},
    {"npm_", 36, KeyBytes::Alnum, "npm token", "npm: access tokens"},
    {"ntn_", 40, KeyBytes::Alnum, "Notion token", "Notion: tokens"},
    {"nvapi-", 60, KeyBytes::Word, "NVIDIA key", "NVIDIA: API keys"},
    {"oy2", 43, KeyBytes::Alnum, "NuGet key", "NuGet: API keys"},
    {"pat-na1-", 36, KeyBytes::Word, "HubSpot token", "HubSpot: private apps"},
    {"pat-eu1-", 36, KeyBytes::Word, "HubSpot token", "HubSpot: private apps"},
    {"phc_", 40, KeyBytes::Alnum, "PostHog key", "PostHog: API keys"},
    {"phx_", 40, KeyBytes::Alnum, "PostHog key", "PostHog: API keys"},
    {"pnu_", 36, KeyBytes::Alnum, "Prefect key", "Prefect: API keys"},
    {"pplx-", 40, KeyBytes::Alnum, "Perplexity key", "Perplexity: API keys"},
    {"pscale_oauth_", 32, KeyBytes::Word, "PlanetScale token", "PlanetScale: tokens"},
    {"pscale_pw_", 32, KeyBytes::Word, "PlanetScale password", "PlanetScale: passwords"},
    {"pscale_tkn_", 32, KeyBytes::Word, "PlanetScale token", "PlanetScale: tokens"},
    {"pul-", 40, KeyBytes::Hex, "Pulumi token", "Pulumi: access tokens"},
    {"pypi-", 50, KeyBytes::Word, "PyPI token", "PyPI: API tokens"},
    {"r8_", 37, KeyBytes::Alnum, "Replicate token", "Replicate: API tokens"},
    {"rdme_", 60, KeyBytes::Alnum, "ReadMe key", "ReadMe: API keys"},
    {"rk_live_", 24, KeyBytes::Alnum, "Stripe key", "Stripe: API keys"},
    {"rk_test_", 24, KeyBytes::Alnum, "Stripe key", "Stripe: API keys"},
    {"rubygems_", 48, KeyBytes::Hex, "RubyGems key", "RubyGems: API keys"},
    {"rzp_live_", 14, KeyBytes::Alnum, "Razorpay key", "Razorpay: API keys"},
    {"sbp_", 40, KeyBytes::Hex, "Supabase token", "Supabase: access tokens"},
    {"sb_secret_", 20, KeyBytes::Word, "Supabase key", "Supabase: API keys"},
    {"secret_", 43, KeyBytes::Alnum, "Notion token", "Notion: tokens"},
    {"sntrys_", 40, KeyBytes::Word, "Sentry token", "Sentry: auth tokens"},
    {"sntryu_", 60, KeyBytes::Alnum, "Sentry token", "Sentry: auth tokens"},
    {"shippo_live_", 40, KeyBytes::Hex, "Shippo token", "Shippo: API tokens"},
    {"shippo_test_", 40, KeyBytes::Hex, "Shippo token", "Shippo: API tokens"},
    {"shpat_", 32, KeyBytes::Hex, "Shopify token", "Shopify: access tokens"},
    {"shpca_", 32, KeyBytes::Hex, "Shopify token", "Shopify: access tokens"},
    {"shppa_", 32, KeyBytes::Hex, "Shopify token", "Shopify: access tokens"},
    {"shpss_", 32, KeyBytes::Hex, "Shopify secret", "Shopify: shared secrets"},
    {"shptka_", 32, KeyBytes::Alnum, "Shopify token", "Shopify: Theme Access"},
    {"sk-", 32, KeyBytes::Word, "OpenAI or Anthropic key", "OpenAI, Anthropic: API keys"},
    {"sk_live_", 24, KeyBytes::Alnum, "Stripe key", "Stripe: API keys"},
    {"sk_test_", 24, KeyBytes::Alnum, "Stripe key", "Stripe: API keys"},
    {"sl.", 60, KeyBytes::Dotted, "Dropbox token", "Dropbox: OAuth"},
    {"sq0atp-", 22, KeyBytes::Word, "Square token", "Square: access tokens"},
    {"sq0csp-", 43, KeyBytes::Word, "Square secret", "Square: OAuth"},
    {"tfp_", 40, KeyBytes::Word, "Typeform token", "Typeform: personal access tokens"},
    {"tskey-", 20, KeyBytes::Word, "Tailscale key", "Tailscale: keys"},
    {"vercel_blob_rw_", 30, KeyBytes::Word, "Vercel token", "Vercel: Blob"},
    {"whsec_", 24, KeyBytes::Word, "Stripe webhook secret", "Stripe: webhooks"},
    {"xai-", 60, KeyBytes::Alnum, "xAI key", "xAI: API keys"},
    {"xapp-", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"xkeysib-", 64, KeyBytes::Word, "Brevo key", "Brevo: API keys"},
    {"xoxa-", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"xoxb-", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"xoxc-", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"xoxd-", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"xoxe-", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"xoxe.", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"xoxp-", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"xoxr-", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"xoxs-", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"xsmtpsib-", 64, KeyBytes::Word, "Brevo key", "Brevo: SMTP keys"},
    {"xwfp-", 20, KeyBytes::Word, "Slack token", "Slack: token types"},
    {"ya29.", 30, KeyBytes::Word, "Google access token", "Google: OAuth"},
    {"1//0", 40, KeyBytes::Word, "Google refresh token", "Google: OAuth"},
};

using RowsByStart = std::array<std::vector<const KeyPrefix *>, 256>;

/// The rows by the first byte of their prefixes: most texts begin with none of them.
const RowsByStart &rowsByStart()
{
    static const RowsByStart rows = [] {
        RowsByStart found;
        for (const KeyPrefix &row : kKeyPrefixes)
            found[static_cast<unsigned char>(row.prefix.front())].push_back(&row);
        return found;
    }();
    return rows;
}

bool isOfKey(char c, KeyBytes bytes)
{
    const bool isDigit = ascii::isDigit(c);
    switch (bytes) {
    case KeyBytes::Hex:
        return isDigit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    case KeyBytes::Alnum:
        return isDigit || ascii::isAlpha(c);
    case KeyBytes::Word:
        return isDigit || ascii::isAlpha(c) || c == '_' || c == '-';
    case KeyBytes::Dotted:
        break;
    }
    return isDigit || ascii::isAlpha(c) || c == '_' || c == '-' || c == '.';
}

} // namespace

std::span<const KeyPrefix> keyPrefixes()
{
    return kKeyPrefixes;
}

QByteArray idOf(const KeyPrefix &row)
{
    return "key " + row.prefix.toByteArray();
}

std::pair<qsizetype, const KeyPrefix *> keyAt(QByteArrayView text, QByteArrayView off)
{
    if (text.isEmpty())
        return {};
    for (const KeyPrefix *each : rowsByStart()[static_cast<unsigned char>(text.front())]) {
        const KeyPrefix &row = *each;
        if (!text.startsWith(row.prefix) || (!off.isEmpty() && idOf(row) == off))
            continue;
        const QByteArrayView rest = text.sliced(row.prefix.size());
        auto end = std::find_if_not(rest.begin(), rest.end(), [&](char c) { return isOfKey(c, row.bytes); });
        while (end != rest.begin() && *(end - 1) == '.') // of the sentence
            --end;
        const bool isWhole = end == rest.end() || !isOfKey(*end, KeyBytes::Alnum);
        // "sk-loading-spinner-of-the-page" is a class of style sheets.
        const bool hasDigit = std::any_of(rest.begin(), end, ascii::isDigit);
        if (end - rest.begin() >= row.least && isWhole && hasDigit)
            return {row.prefix.size() + (end - rest.begin()), &row};
    }
    return {};
}

} // namespace hopscope
