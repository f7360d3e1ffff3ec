// SPDX-License-Identifier: MIT
#include "http/parsedtarget.h"

namespace hopscope
{

ParsedTarget::ParsedTarget(const QByteArray &url)
    : m_bytes(url), m_parts(splitReference(m_bytes)), m_origin(originOf(m_parts))
{
}

QByteArrayView ParsedTarget::userinfo() const
{
    return splitAuthority(m_parts.authority.value_or(QByteArrayView())).userinfo.value_or(QByteArrayView());
}

} // namespace hopscope
