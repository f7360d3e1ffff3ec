// SPDX-License-Identifier: MIT
#pragma once

#include "ui/preferences/preferences.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace hopscope
{

class ClientBox;

/// What every new request begins with. A change counts at once; what is not understood is said beside the field and
/// changes nothing.
class PreferencesPage : public QWidget
{
    Q_OBJECT

public:
    explicit PreferencesPage(QWidget *parent = nullptr);

    void setPreferences(const Preferences &preferences);

Q_SIGNALS:
    void edited(const hopscope::Preferences &preferences);

protected:
    void changeEvent(QEvent *event) override;

private:
    /// Lines stay short enough to be read, whatever the size of the text.
    void limitForm();
    void addRequestPart(QFormLayout &form);
    void addConnectionPart(QFormLayout &form);
    void addHistoryPart(QFormLayout &form);
    void edit();
    /// Empty, or what is wrong.
    QString readClient(Preferences &preferences) const;
    QString readProxy(Preferences &preferences) const;
    QString readHeaders(Preferences &preferences) const;
    QString readCaFile(Preferences &preferences) const;
    void chooseCaFile();

    QWidget *m_form;
    ClientBox *m_client;
    QSpinBox *m_maxHops;
    QSpinBox *m_seconds;
    QSpinBox *m_bodyKib;
    QPlainTextEdit *m_headers;
    QComboBox *m_proxyKind;
    QLineEdit *m_proxy;
    QCheckBox *m_verify;
    QLineEdit *m_caFile;
    QCheckBox *m_http2;
    QSpinBox *m_historyLimit;
    QCheckBox *m_secrets;
    QLineEdit *m_secretNames;
    QLabel *m_error;
    Preferences m_preferences; ///< the last that were right
    bool m_filled = false;
    bool m_filling = false;
};

} // namespace hopscope
