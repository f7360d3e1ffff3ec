// SPDX-License-Identifier: MIT
#include "ui/request/optionspanel.h"

#include "ui/look/widgets.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

namespace hopscope
{

using namespace Qt::StringLiterals;

OptionsPanel::OptionsPanel(QWidget *parent)
    : QWidget(parent),
      m_cookies(new QCheckBox(tr("&Keep cookies during the trace"))),
      m_verify(new QCheckBox(tr("Verify TLS &certificates"))),
      m_maxHops(spinBox(tr("Maximum number of redirects"), -1, kMaxHops, {})),
      m_seconds(spinBox(tr("Time limit of the trace in seconds"), 1, kMaxSeconds, tr(" s")))
{
    m_cookies->setAccessibleName(tr("Keep cookies during the trace"));
    m_verify->setAccessibleName(tr("Verify TLS certificates"));
    m_maxHops->setSpecialValueText(tr("client's own"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 0, 2);
    layout->setSpacing(10);
    layout->addWidget(m_cookies);
    layout->addWidget(m_verify);
    for (const auto &[text, box] : {std::pair{tr("Maximum &redirects"), m_maxHops}, {tr("Time &limit"), m_seconds}}) {
        auto *label = new QLabel(text);
        label->setBuddy(box);
        layout->addWidget(label);
        layout->addWidget(box);
    }
    layout->addStretch();
    setRequest({});
    const auto change = [this] {
        if (!m_filling)
            Q_EMIT changed();
    };
    connect(m_cookies, &QCheckBox::toggled, this, change);
    connect(m_verify, &QCheckBox::toggled, this, change);
    connect(m_maxHops, &QSpinBox::valueChanged, this, change);
    connect(m_seconds, &QSpinBox::valueChanged, this, [this, change](int seconds) {
        if (!m_filling)
            m_timeoutMs = seconds * 1000;
        change();
    });
}

void OptionsPanel::setRequest(const TraceRequest &request)
{
    m_filling = true;
    m_cookies->setChecked(request.cookies);
    m_verify->setChecked(!request.insecure);
    m_maxHops->setMaximum(std::max(kMaxHops, request.maxHops));
    m_maxHops->setValue(request.maxHops);
    m_seconds->setValue(std::max(1, request.timeoutMs / 1000));
    m_timeoutMs = request.timeoutMs;
    m_filling = false;
}

void OptionsPanel::applyTo(TraceRequest &request) const
{
    request.cookies = m_cookies->isChecked();
    request.insecure = !m_verify->isChecked();
    request.maxHops = m_maxHops->value();
    request.timeoutMs = m_timeoutMs;
}

} // namespace hopscope
