// SPDX-License-Identifier: MIT
#include "formats/redaction/secretshapes.h"

#include "http/ascii.h"

#include <algorithm>
#include <iterator>

namespace hopscope
{

namespace
{

struct Shape {
    QByteArrayView start;
    qsizetype least = 0; ///< bytes of the whole
    int dots = 0;
    const char *name = nullptr;
};

/// The prefixes are those that the issuers document for their scanners of leaked keys.
constexpr Shape kShapes[] = {
    {"eyJ", 30, 2, "JSON Web Token"}, // base64url of {"
    {"eyJ", 50, 4, "JSON Web Token"}, // encrypted, RFC 7516
    {"ghp_", 40, 0, "GitHub token"},        {"gho_", 40, 0, "GitHub token"},   {"ghs_", 40, 0, "GitHub token"},
    {"github_pat_", 80, 0, "GitHub token"}, {"glpat-", 26, 0, "GitLab token"}, {"AKIA", 20, 0, "AWS access key"},
    {"ASIA", 20, 0, "AWS access key"},      {"AIza", 39, 0, "Google API key"}, {"xoxb-", 24, 0, "Slack token"},
    {"xoxp-", 24, 0, "Slack token"},        {"sk_live_", 32, 0, "Stripe key"}, {"rk_live_", 32, 0, "Stripe key"},
};
constexpr qsizetype kLeast = 20;

bool isOfToken(char c)
{
    return ascii::isAlpha(c) || ascii::isDigit(c) || c == '_' || c == '-' || c == '.';
}

const Shape *shapeOf(QByteArrayView token)
{
    const auto found = std::find_if(std::begin(kShapes), std::end(kShapes), [&](const Shape &shape) {
        return token.startsWith(shape.start) && token.size() >= shape.least && token.count('.') == shape.dots;
    });
    return found == std::end(kShapes) ? nullptr : found;
}

} // namespace

ShapedSecret nextShapedSecret(QByteArrayView text, qsizetype from)
{
    for (auto at = text.begin() + from; at != text.end();) {
        const auto start = std::find_if(at, text.end(), isOfToken);
        const auto end = std::find_if_not(start, text.end(), isOfToken);
        QByteArrayView token(start, end);
        while (token.endsWith('.')) // of the sentence
            token.chop(1);
        if (const Shape *shape = token.size() >= kLeast ? shapeOf(token) : nullptr)
            return {start - text.begin(), token.size(), shape->name};
        at = end;
    }
    return {};
}

} // namespace hopscope
