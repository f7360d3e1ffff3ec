// SPDX-License-Identifier: MIT
#include "redirect/authchoice.h"

#include <QtGlobal>

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

std::span<const AuthChoiceRow> authChoices()
{
    static constexpr AuthChoiceRow rows[] = {
        {AuthChoice::ClientDefault, "default"_L1, QT_TRANSLATE_NOOP("auth", "As the client does")},
        {AuthChoice::Basic, "basic"_L1, QT_TRANSLATE_NOOP("auth", "Basic, at once")},
        {AuthChoice::Digest, "digest"_L1, QT_TRANSLATE_NOOP("auth", "Digest, after a 401")},
        {AuthChoice::Any, "any"_L1, QT_TRANSLATE_NOOP("auth", "Any: what a 401 asks for")},
    };
    return rows;
}

std::optional<AuthChoice> authChoice(QStringView id)
{
    const auto rows = authChoices();
    const auto found = std::ranges::find_if(rows, [&](const AuthChoiceRow &row) { return id == row.id; });
    return found == rows.end() ? std::nullopt : std::optional(found->choice);
}

QStringList authChoiceIds()
{
    QStringList ids;
    for (const AuthChoiceRow &row : authChoices())
        ids.append(row.id);
    return ids;
}

} // namespace hopscope
