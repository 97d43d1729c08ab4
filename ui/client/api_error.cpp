#include "ui/client/api_error.h"

namespace sb::ui {

bool ApiError::isGone() const {
  return status == 0 && (code == QLatin1String("unreachable") || code == QLatin1String("cut"));
}

}  // namespace sb::ui
