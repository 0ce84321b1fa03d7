package net.sf.json;

import java.util.LinkedHashMap;
import java.util.Map;

/** Of json-lib, whose fork is part of Jenkins. */
public final class JSONObject {
  private final Map<String, Object> properties = new LinkedHashMap<>();

  public JSONObject element(String key, Object value) {
    properties.put(key, value);
    return this;
  }

  public Object opt(String key) {
    return properties.get(key);
  }

  public Object remove(String key) {
    return properties.remove(key);
  }

  public boolean has(String key) {
    return properties.containsKey(key);
  }

  public String optString(String key) {
    return optString(key, "");
  }

  public String optString(String key, String defaultValue) {
    Object value = opt(key);
    return value == null ? defaultValue : value.toString();
  }
}
