package org.kohsuke.stapler;

import jakarta.servlet.http.HttpServletRequest;
import net.sf.json.JSONObject;

public interface StaplerRequest2 extends HttpServletRequest {
  <T> T bindJSON(Class<T> type, JSONObject src);

  String getRestOfPath();

  void bindJSON(Object bean, JSONObject src);
}
