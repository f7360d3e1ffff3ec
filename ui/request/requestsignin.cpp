// SPDX-License-Identifier: MIT
// Sign-in and options of a request, where they meet its header fields.
#include "net/requestoption.h"
#include "ui/request/paireditor.h"
#include "ui/request/requestoptions.h"
#include "ui/request/signinpanel.h"

#include <algorithm>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

bool isAuthorization(const Pair &field)
{
    return isSent(field) && field.name.trimmed().compare("Authorization"_L1, Qt::CaseInsensitive) == 0;
}

} // namespace

void RequestOptions::choose(QStringView option, const QStringList &values)
{
    setOption(*requestOption(option), option.toString(), values, m_request);
    fillPanels();
}

void RequestOptions::removeFields(const QList<QByteArray> &names)
{
    m_fields.removeIf([&](const Pair &field) {
        return std::any_of(names.begin(), names.end(), [&](const QByteArray &name) {
            return field.name.trimmed().compare(QLatin1StringView(name), Qt::CaseInsensitive) == 0;
        });
    });
    fillPanels();
}

void RequestOptions::setSession(const QString &sentence)
{
    m_session = sentence;
    if (m_signIn)
        m_signIn->setSession(sentence);
}

std::optional<QString> RequestOptions::authorization() const
{
    const auto field = std::find_if(m_fields.begin(), m_fields.end(), isAuthorization);
    return field == m_fields.end() ? std::nullopt : std::optional(field->value);
}

SignIn RequestOptions::signIn() const
{
    const SignIn found = signInOf(m_request.userPassword, m_request.auth, authorization());
    return found.kind == SignIn::None && m_fromSession ? SignIn{.kind = SignIn::Session} : found;
}

/// What is chosen takes the place of what was there, wherever that stood: nothing is sent twice.
void RequestOptions::setSignIn(const SignIn &signIn)
{
    m_request.userPassword = userPasswordOf(signIn);
    m_request.auth = signIn.auth;
    m_fromSession = signIn.kind == SignIn::Session;
    const std::optional<QString> value = authorizationOf(signIn);
    const auto field = std::find_if(m_fields.begin(), m_fields.end(), isAuthorization);
    if (value && field != m_fields.end())
        field->value = *value;
    else if (value)
        m_fields.append({.name = u"Authorization"_s, .value = *value});
    else
        m_fields.removeIf(isAuthorization);
    if (m_headers)
        m_headers->setPairs(m_fields);
    refresh();
}

QString RequestOptions::signInComplaint() const
{
    return m_request.userPassword.isEmpty() || !authorization()
               ? QString()
               : tr("There is a user name and a field Authorization as well: take one of them out, in Sign-in or in "
                    "Headers.");
}

} // namespace hopscope
