// SPDX-License-Identifier: MIT
#include "trace/tool.h"

#include <hopscope-commit.h>

namespace hopscope
{

QByteArray toolVersion()
{
    return HOPSCOPE_VERSION;
}

QByteArray toolCommit()
{
    return HOPSCOPE_COMMIT;
}

} // namespace hopscope
